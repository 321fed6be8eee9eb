import { randomUUID } from 'node:crypto';
import { invite } from '../../support/app/inviting';
import { aMember, aVerifiedOwner, type Role, type VerifiedOwner } from '../../support/app/members';
import { anEmail } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { happenings, headOf, pastHappenings, upTo } from '../../support/realtime/happenings';
import { SocketScene } from '../../support/realtime/SocketScene';
import { TestSocket, TRANSPORTS } from '../../support/realtime/TestSocket';

let app: TestApp;
let ann: VerifiedOwner;
const sockets = new SocketScene(() => app.url);
beforeAll(async () => {
  app = await TestApp.start();
});
beforeEach(async () => {
  ann = await aVerifiedOwner(app);
  await app.drain();
});
afterEach(() => sockets.closeAll());
afterAll(() => app.stop());

const sql: TestApp['sql'] = (text, values) => app.sql(text, values);
const past = (count: number) => pastHappenings(sql, ann.workspaceId, count);
/** Things happen now; the last of them, by the API, wakes the relay. */
const happen = async (count: number) => {
  await happenings(sql, ann.workspaceId, count - 1);
  const call = { token: ann.accessToken };
  await app.call('patch', `/workspaces/${ann.workspaceId}`, { name: anEmail() }, call).expect(200);
};
const head = async () => {
  await app.drain();
  return headOf(sql, ann.workspaceId);
};
const hears = (socket: TestSocket, last: number) => socket.until(() => socket.heard.at(-1)?.seq === last);
const joining = (socket: TestSocket, after?: number) =>
  socket.ask('workspace:join', { workspaceId: ann.workspaceId, after });

describe.each(TRANSPORTS)('J13 who comes back by %s', (transport) => {
  it('hears first what was missed, then what is new, each once and in order', async () => {
    const first = await sockets.of(ann, { transport });
    await happen(5);
    const known = await head();
    await hears(first, known);
    first.close();
    await past(1_000);
    const second = await sockets.of(ann, { transport, after: known });
    for (const count of [200, 1, 3]) await happen(count);
    const last = await head();
    await hears(second, last);
    expect(second.seqs).toEqual(upTo(last, known + 1));
    expect(new Set(second.heard.map(({ id }) => id)).size).toBe(last - known);
  });

  it('hears it again when it asks again, while new things happen', async () => {
    const known = await past(600);
    const socket = await sockets.of(ann, { transport });
    const [answer] = await Promise.all([joining(socket, known - 500), happen(300)]);
    const last = await head();
    await hears(socket, last);
    expect(answer).toEqual({
      ...{ ok: true, workspaceId: ann.workspaceId },
      ...{ seq: expect.any(Number), replayed: Number(answer.seq) - (known - 500) },
    });
    const again = socket.seqs.slice(socket.seqs.indexOf(known - 499));
    expect(again).toEqual(upTo(last, known - 499));
  });

  it('hears of what the bus lost within about a second', async () => {
    const socket = await sockets.of(ann, { transport });
    const last = await past(3);
    await hears(socket, last);
    expect(socket.seqs).toEqual(upTo(last, last - 2));
  });
});

describe('what is missed', () => {
  it('is too old: the client is told to load everything anew, and hears what comes', async () => {
    const known = await past(30);
    await app.sql('DELETE FROM outbox WHERE workspace_id = $1 AND seq <= 10', [ann.workspaceId]);
    const socket = await sockets.of(ann, { after: 5 });
    await socket.until(() => socket.heard.length > 0);
    expect(socket.heard).toEqual([
      { event: 'workspace:resync', workspaceId: ann.workspaceId, seq: known, replayed: 0, resync: true },
    ]);
    const resync = { ok: true, workspaceId: ann.workspaceId, seq: known, replayed: 0, resync: true };
    expect(await joining(socket, 9)).toEqual(resync);
    expect(await joining(socket, known + 1)).toEqual(resync);
    expect(await joining(socket, 10)).toEqual({ ...resync, replayed: known - 10, resync: undefined });
    await happen(1);
    await hears(socket, known + 1);
    expect(socket.seqs).toEqual([known, ...upTo(known + 1, 11)]);
  });

  it('is more than 10,000 events: the same', async () => {
    const known = await past(10_010);
    const socket = await sockets.of(ann);
    expect(await joining(socket, known - 10_001)).toMatchObject({ ok: true, replayed: 0, resync: true });
    expect(await joining(socket, known - 10_000)).toMatchObject({ ok: true, seq: known, replayed: 10_000 });
    expect(socket.seqs).toEqual(upTo(known, known - 9_999));
  });
});

describe('a field that not everybody may see', () => {
  const inviting = async () => {
    const email = anEmail();
    await invite(app, ann, ann.workspaceId, { email, role: 'member' }).expect(201);
    return email;
  };
  const listening = async (role: Role) => {
    const person = await aMember(app, ann.workspaceId, role);
    const socket = await sockets.of(person);
    await joining(socket);
    return { person, socket, invited: () => socket.named('workspace:member:invited') };
  };

  it('goes to whoever holds the permission when it is told, in order with the rest', async () => {
    const [viewer, manager] = [await listening('viewer'), await listening('manager')];
    const before = await head();
    await happen(1);
    const email = await inviting();
    await happen(1);
    const last = await head();
    for (const { socket } of [viewer, manager]) {
      await hears(socket, last);
      expect(socket.seqs).toEqual(upTo(last, before + 1));
    }
    const invited = { invitationId: expect.any(String), role: 'member' };
    expect(manager.invited()).toEqual([expect.objectContaining({ ...invited, email })]);
    expect(viewer.invited()).toEqual([expect.objectContaining(invited)]);
    expect(viewer.invited()[0]).not.toHaveProperty('email');

    const path = `/workspaces/${ann.workspaceId}/members/${viewer.person.id}`;
    await app.call('patch', path, { role: 'manager' }, { token: ann.accessToken }).expect(200);
    const second = await inviting();
    await viewer.socket.until(() => viewer.invited().length === 2);
    expect(viewer.invited()[1]).toMatchObject({ email: second });
    await joining(viewer.socket, before);
    expect(viewer.invited().slice(2)).toMatchObject([{ email }, { email: second }]);
  });
});

it('X32 an event of another version of the program is told without its fields, and holds up nothing', async () => {
  const socket = await TestSocket.open(app.url, { token: ann.accessToken, after: 1 }).connected();
  await app.sql(
    `INSERT INTO outbox (id, workspace_id, name, payload) VALUES ($1, $2, 'workspace:renovated', '{"secret":"x"}')`,
    [randomUUID(), ann.workspaceId],
  );
  const path = `/workspaces/${ann.workspaceId}`;
  await app.call('patch', path, { name: 'Beta' }, { token: ann.accessToken }).expect(200);
  await socket.until(() => socket.named('workspace:updated').length > 0);
  socket.close();

  const { body } = await app.get(`${path}/events?after=1`, { token: ann.accessToken }).expect(200);
  for (const heard of [socket.heard, body.data]) {
    expect(heard).toMatchObject([
      { event: 'workspace:renovated', seq: 2 },
      { event: 'workspace:updated', seq: 3, name: 'Beta' },
    ]);
    expect(heard[0]).not.toHaveProperty('secret');
  }
});
