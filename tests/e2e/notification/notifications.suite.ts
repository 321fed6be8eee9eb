import { randomUUID } from 'node:crypto';
import { faceOf } from '../../support/app/faceOf';
import { aMember, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { notificationsOf } from '../../support/app/notifications';
import type { Person } from '../../support/app/people';
import { tablesChanged } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';
import { SocketScene } from '../../support/realtime/SocketScene';
import { there } from '../../support/there';

let app: TestApp;
let acme: VerifiedOwner;
let beta: VerifiedOwner;
let ben: Person;
let eve: Person;
const sockets = new SocketScene(() => app.url);
beforeAll(async () => {
  app = await TestApp.start();
  [acme, beta] = [await aVerifiedOwner(app), await aVerifiedOwner(app)];
});
beforeEach(async () => {
  [ben, eve] = [
    await aMember(app, acme.workspaceId, 'member'),
    await aMember(app, beta.workspaceId, 'member'),
  ];
});
afterEach(() => sockets.closeAll());
afterAll(() => app.stop());

const as = ({ accessToken: token }: Person) => ({ token });
const give = (owner: VerifiedOwner, { id }: Person, role: string) =>
  app
    .call('patch', `/workspaces/${owner.workspaceId}/members/${id}`, { role }, as(owner))
    .expect(200)
    .then(() => app.drain());
const unread = async (person: Person) => {
  const { body } = await app.get('/notifications/unread-count', as(person)).expect(200);
  return (body as { data: { unread: number } }).data.unread;
};
const read = (person: Person, id: string) => app.post(`/notifications/${id}/read`, {}, as(person));
const readAll = (person: Person) => app.post('/notifications/read-all', {}, as(person));
const messages = async (person: Person, query = '') =>
  (await notificationsOf(app, person, query)).map(({ message }) => message);

describe('the notifications of a person', () => {
  it('are listed newest first, counted while unread, and each told to the sockets once', async () => {
    await give(acme, ben, 'manager');
    await give(acme, ben, 'viewer');
    await give(beta, eve, 'admin');
    const list = await notificationsOf(app, ben);
    expect(list.map(({ message }) => message)).toEqual([
      'Your role in Acme is viewer now.',
      'Your role in Acme is manager now.',
    ]);
    expect([await unread(ben), await unread(eve), await unread(acme)]).toEqual([2, 1, 0]);

    const told = await app.sql(
      `SELECT workspace_id, seq, actor_id, payload, published_at IS NOT NULL AS published FROM outbox
       WHERE name = 'notification:new' AND subject_id = $1 ORDER BY position DESC`,
      [ben.id],
    );
    expect(told).toEqual(
      list.map(({ id, kind, message, workspaceId }) => ({
        workspace_id: null,
        seq: null,
        actor_id: acme.id,
        payload: { notificationId: id, kind, message, aboutWorkspaceId: workspaceId },
        published: true,
      })),
    );
    const audited = await app.sql(`SELECT action FROM audit_log WHERE action LIKE '%notification%'`);
    expect(audited).toEqual([]);
  });

  it('come in pages', async () => {
    for (const role of ['manager', 'viewer', 'member']) await give(acme, ben, role);
    const first = await app.get('/notifications?limit=2', as(ben)).expect(200);
    const { meta } = first.body as { meta: { nextCursor: string } };
    expect(meta).toEqual({ limit: 2, nextCursor: expect.any(String) });
    const second = await app.get(`/notifications?limit=2&cursor=${meta.nextCursor}`, as(ben)).expect(200);
    expect(second.body).toMatchObject({
      data: [{ message: 'Your role in Acme is manager now.' }],
      meta: { limit: 2, nextCursor: null },
    });
    await app.get('/notifications?unread=perhaps', as(ben)).expect(400);
    await app.get('/notifications?cursor=nonsense', as(ben)).expect(400);
  });

  it('are read one by one; once more changes nothing', async () => {
    await give(acme, ben, 'manager');
    await give(acme, ben, 'viewer');
    const [latest] = await notificationsOf(app, ben);
    const { id } = there(latest);
    const { body } = await read(ben, id.toUpperCase()).expect(200);
    expect(body).toMatchObject({ data: { id, readAt: expect.any(String) } });
    const changed = await tablesChanged(app, () => read(ben, id).expect(200, new RegExp(body.data.readAt)));
    expect(changed).toEqual([]);
    expect(await unread(ben)).toBe(1);
    expect(await messages(ben, '?unread=true')).toEqual(['Your role in Acme is manager now.']);
    expect(await messages(ben, '?unread=false')).toHaveLength(2);
  });

  it('are read all at once, also by fifty who ask at once', async () => {
    for (const role of ['manager', 'viewer', 'member']) await give(acme, ben, role);
    await give(beta, eve, 'admin');
    const answers = await Promise.all(Array.from({ length: 50 }, () => readAll(ben).expect(200)));
    const counts = answers.map(({ body }) => (body as { data: { read: number } }).data.read);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect([await unread(ben), await unread(eve)]).toEqual([0, 1]);
    expect(await messages(ben, '?unread=true')).toEqual([]);
  });

  it('G3 are nobody else’s: a foreign id is like one that nothing has', async () => {
    await give(acme, ben, 'manager');
    const [mine] = await notificationsOf(app, ben);
    const faces = [];
    for (const id of [there(mine).id, randomUUID(), 'nonsense']) {
      faces.push(faceOf(await read(eve, id).expect(404)));
    }
    expect(faces[1]).toEqual(faces[0]);
    expect(faces[2]).toEqual(faces[0]);
    for (const other of [eve, acme, beta]) expect(await messages(other)).toEqual([]);
    expect(await unread(ben)).toBe(1);
  });

  it('are theirs in every workspace and after they have left it', async () => {
    await give(acme, ben, 'manager');
    await app.post(`/workspaces/${acme.workspaceId}/leave`, {}, as(ben)).expect(200);
    expect(await messages(ben)).toEqual(['Your role in Acme is manager now.']);
  });

  it('are in the copy of what is held about them, with what they chose', async () => {
    await give(acme, ben, 'manager');
    const preferences = [{ group: 'people', channel: 'mail', enabled: true }];
    await app.call('put', '/notifications/preferences', { preferences }, as(ben)).expect(200);
    const { body, text } = await app.get('/users/me/export', as(ben)).expect(200);
    expect(body).toMatchObject({
      data: {
        notifications: [{ message: 'Your role in Acme is manager now.' }],
        notificationPreferences: preferences,
      },
    });
    expect(text).not.toContain(eve.id);
  });

  it('go with the account, once its row goes', async () => {
    const id = randomUUID();
    const left = () =>
      app.sql<{ rows: number }>(
        `SELECT (SELECT count(*) FROM notifications WHERE user_id = $1)::int
           + (SELECT count(*) FROM notification_preferences WHERE user_id = $1)::int AS rows`,
        [id],
      );
    await app.sql(`INSERT INTO users (id, email, first_name, last_name) VALUES ($1, $2, 'Cid', '')`, [
      id,
      `${id}@example.com`,
    ]);
    await app.sql(
      `INSERT INTO notifications (user_id, id, kind, message, facts) VALUES ($1, $1, 'kind', 'message', '{}')`,
      [id],
    );
    await app.sql(`INSERT INTO notification_preferences VALUES ($1, 'people', 'mail', true)`, [id]);
    expect(await left()).toEqual([{ rows: 2 }]);
    await app.sql('DELETE FROM users WHERE id = $1', [id]);
    expect(await left()).toEqual([{ rows: 0 }]);
  });
});

describe('notification:new', () => {
  it('reaches every socket of the person, and no socket of anybody else', async () => {
    const stranger = await sockets.of(await aVerifiedOwner(app));
    const colleague = await sockets.of(acme);
    const [phone, laptop] = [await sockets.of(ben), await sockets.of(ben)];
    await app
      .call(
        'delete',
        `/workspaces/${acme.workspaceId}/members/${ben.id}`,
        {},
        { token: acme.accessToken, headers: { 'X-Request-Id': 'taking-ben-out' } },
      )
      .expect(200);
    const { id, kind, message, workspaceId } = there((await notificationsOf(app, ben))[0]);
    for (const socket of [phone, laptop]) {
      await socket.until(() => socket.named('notification:new').length > 0);
      expect(socket.named('notification:new')).toEqual([
        {
          event: 'notification:new',
          id: expect.any(String),
          ...{ workspaceId: null, actorId: acme.id, requestId: 'taking-ben-out' },
          occurredAt: expect.any(String),
          ...{ notificationId: id, kind, message, aboutWorkspaceId: workspaceId },
        },
      ]);
    }
    expect(message).toBe('You were removed from Acme.');
    await colleague.until(() => colleague.named('workspace:member:removed').length > 0);
    for (const other of [colleague, stranger]) expect(other.named('notification:new')).toEqual([]);
  });
});
