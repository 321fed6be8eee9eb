import { Authenticator } from '../../../src/core/application/Authenticator';
import { EventBus } from '../../../src/core/application/EventBus';
import { DomainError } from '../../../src/core/domain/DomainError';
import { InProcessCache } from '../../../src/core/infrastructure/cache/InProcessCache';
import { aMember, aSuperAdmin, aVerifiedOwner, join, type VerifiedOwner } from '../../support/app/members';
import { turnOnMfa } from '../../support/app/mfa';
import { anEmail, PASSWORD, signIn, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { expectSoon } from '../../support/expectSoon';
import { happenings } from '../../support/realtime/happenings';
import { SocketScene } from '../../support/realtime/SocketScene';
import type { TestSocket } from '../../support/realtime/TestSocket';

const SECOND = 1_000;

let app: TestApp;
let ann: VerifiedOwner;
let root: Person;
const sockets = new SocketScene(() => app.url);
beforeAll(async () => {
  app = await TestApp.start();
  [ann, root] = [await aVerifiedOwner(app), await aSuperAdmin(app)];
});
afterEach(() => sockets.closeAll());
afterAll(() => app.stop());

const by = ({ accessToken }: Person) => ({ token: accessToken });
const rename = (owner: VerifiedOwner) =>
  app.call('patch', `/workspaces/${owner.workspaceId}`, { name: anEmail() }, by(owner)).expect(200);

describe('J7 a socket is told and closed', () => {
  const endings: readonly (readonly [string, (person: Person) => Promise<unknown>])[] = [
    ['is signed out', (person) => app.post('/auth/logout', {}, by(person)).expect(200)],
    ['is signed out everywhere', (person) => app.post('/auth/logout-all', {}, by(person)).expect(200)],
    [
      'changes the password elsewhere',
      async (person) => {
        const elsewhere = await signIn(app, person);
        const body = { currentPassword: PASSWORD, newPassword: 'another fine long passphrase' };
        await app.call('post', '/auth/change-password', body, by(elsewhere)).expect(200);
      },
    ],
    [
      'is banned',
      ({ id }) => app.call('patch', `/users/${id}/status`, { status: 'banned' }, by(root)).expect(200),
    ],
    [
      'deletes the account',
      (person) => app.call('delete', '/users/me', { password: PASSWORD }, by(person)).expect(200),
    ],
  ];

  it.each(endings)('whose person %s', async (_name, end) => {
    const person = await aMember(app, ann.workspaceId, 'viewer');
    const [socket, other] = [await sockets.of(person), await sockets.of(ann)];
    await end(person);
    await socket.until(() => socket.ends.length > 0, SECOND);
    expect(socket.named('session:revoked')).toEqual([
      {
        event: 'session:revoked',
        sessionId: expect.any(String),
        code: 'SESSION_ENDED',
        message: expect.any(String),
      },
    ]);
    expect(socket.ends).toEqual(['io server disconnect']);
    expect(other.ends).toEqual([]);
  });

  it('and no other of the same person, when one session of several is revoked', async () => {
    const person = await aMember(app, ann.workspaceId, 'viewer');
    const elsewhere = await signIn(app, person);
    const [here, there] = [await sockets.of(person), await sockets.of(elsewhere)];
    const { body } = await app.get('/auth/sessions', by(person)).expect(200);
    const { id } = (body.data as { id: string; current: boolean }[]).find(({ current }) => !current) ?? {};
    await app.call('delete', `/auth/sessions/${id}`, undefined, by(person)).expect(200);
    await there.until(() => there.ends.length > 0, SECOND);
    expect(there.named('session:revoked')).toMatchObject([{ sessionId: id }]);
    expect(here.ends).toEqual([]);
  });
});

describe('J7 a socket leaves the room', () => {
  const listening = async (person: Person, workspaceId: string) => {
    const socket = await sockets.of(person);
    expect(await socket.ask('workspace:join', { workspaceId })).toMatchObject({ ok: true });
    return socket;
  };
  const leaves = async (socket: TestSocket, workspaceId: string, code: string) => {
    await socket.until(() => socket.named('workspace:left').length > 0, SECOND);
    expect(socket.named('workspace:left')).toEqual([
      { event: 'workspace:left', workspaceId, code, message: expect.any(String) },
    ]);
    expect(await socket.ask('workspace:join', { workspaceId })).toMatchObject({ ok: false, code });
  };
  /** Of its workspaces; what concerns its person alone comes when it comes. */
  const lastTwo = ({ heard }: TestSocket) =>
    heard.flatMap(({ event }) => (event.startsWith('workspace:') ? [event] : [])).slice(-2);
  /** What happens now reaches the others and not this one. */
  const hearsNothing = async (socket: TestSocket, owner: VerifiedOwner, other: TestSocket) => {
    const before = other.heard.length;
    await rename(owner);
    await other.until(() => other.heard.length > before);
    await app.drain();
    expect(socket.named('workspace:updated')).toEqual([]);
    expect(socket.ends).toEqual([]);
  };

  it('G13 of a workspace that its person was removed from, and hears nothing more of it', async () => {
    const eve = await aMember(app, ann.workspaceId, 'viewer');
    const bob = await aVerifiedOwner(app);
    await join(app, bob.workspaceId, eve.id, 'viewer');
    const [socket, other] = [await listening(eve, ann.workspaceId), await sockets.of(ann)];
    await socket.ask('workspace:join', { workspaceId: bob.workspaceId });
    await app
      .call('delete', `/workspaces/${ann.workspaceId}/members/${eve.id}`, undefined, by(ann))
      .expect(200);
    await leaves(socket, ann.workspaceId, 'NOT_FOUND');
    expect(lastTwo(socket)).toEqual(['workspace:member:removed', 'workspace:left']);
    await other.until(() => other.named('workspace:member:removed').length > 0);
    await hearsNothing(socket, ann, other);
    await rename(bob);
    await socket.until(() => socket.named('workspace:updated').length > 0);
    expect(socket.named('workspace:updated')).toMatchObject([{ workspaceId: bob.workspaceId }]);
  });

  it('that was suspended, until it is open again', async () => {
    const bob = await aVerifiedOwner(app);
    const socket = await listening(bob, bob.workspaceId);
    const status = (value: string) =>
      app.call('patch', `/workspaces/${bob.workspaceId}/status`, { status: value }, by(root)).expect(200);
    await status('suspended');
    await leaves(socket, bob.workspaceId, 'WORKSPACE_SUSPENDED');
    expect(lastTwo(socket)).toEqual(['workspace:suspended', 'workspace:left']);
    const late = await sockets.of(bob);
    await late.until(() => late.named('workspace:left').length > 0);
    expect(late.named('workspace:left')).toMatchObject([{ code: 'WORKSPACE_SUSPENDED' }]);
    const denied = await app.sql(
      `SELECT details FROM audit_log WHERE action = 'access.denied' AND workspace_id = $1`,
      [bob.workspaceId],
    );
    expect(denied).toMatchObject(Array(2).fill({ details: { code: 'WORKSPACE_SUSPENDED' } }));
    await status('active');
    expect(await socket.ask('workspace:join', { workspaceId: bob.workspaceId })).toMatchObject({ ok: true });
  });

  it('that began to demand a second factor, until its person has one; whoever has one stays', async () => {
    const bob = await turnOnMfa(app, await aVerifiedOwner(app));
    const eve = await aMember(app, bob.workspaceId, 'admin');
    const [socket, other] = [await listening(eve, bob.workspaceId), await listening(bob, bob.workspaceId)];
    const security = `/workspaces/${bob.workspaceId}/security`;
    await app.call('put', security, { mfaRequired: true }, by(bob)).expect(200);
    await leaves(socket, bob.workspaceId, 'MFA_SETUP_REQUIRED');
    await hearsNothing(socket, bob, other);
    await turnOnMfa(app, eve);
    expect(await socket.ask('workspace:join', { workspaceId: bob.workspaceId })).toMatchObject({ ok: true });
  });

  it('G14 that was deleted, a super admin in it as well', async () => {
    const bob = await aVerifiedOwner(app);
    const eve = await aMember(app, bob.workspaceId, 'viewer');
    const all = await Promise.all([bob, eve, root].map((person) => listening(person, bob.workspaceId)));
    await app.call('delete', `/workspaces/${bob.workspaceId}`, undefined, by(bob)).expect(200);
    await Promise.all(all.map((socket) => leaves(socket, bob.workspaceId, 'NOT_FOUND')));
    await app.drain();
    for (const socket of all) expect(lastTwo(socket)).toEqual(['workspace:deleted', 'workspace:left']);
  });

  it('that a super admin entered by that right, when the right is gone; the entry is on record', async () => {
    const boss = await aSuperAdmin(app);
    const socket = await listening(boss, ann.workspaceId);
    const acts = await app.sql(
      `SELECT workspace_id AS "workspaceId", ip, request_id IS NOT NULL AS "hasId", details FROM audit_log
       WHERE actor_id = $1 AND action = 'platform.acted'`,
      [boss.id],
    );
    expect(acts).toMatchObject([
      { workspaceId: ann.workspaceId, ip: '127.0.0.1', hasId: true, details: { route: 'workspace:join' } },
    ]);
    await app.sql('UPDATE users SET platform_role = NULL WHERE id = $1', [boss.id]);
    await leaves(socket, ann.workspaceId, 'NOT_FOUND');
  });

  it('that a super admin entered who was none yet when the socket was opened; the entry is on record', async () => {
    const [boss, bob] = [await aVerifiedOwner(app), await aVerifiedOwner(app)];
    const { workspaceId } = bob;
    const socket = await sockets.of(boss);
    await app.sql(`UPDATE users SET platform_role = 'super_admin' WHERE id = $1`, [boss.id]);
    await expectSoon(
      async () => expect(await socket.ask('workspace:join', { workspaceId })).toMatchObject({ ok: true }),
      SECOND,
    );
    const acts = await app.sql(
      `SELECT workspace_id AS "workspaceId" FROM audit_log WHERE actor_id = $1 AND action = 'platform.acted'`,
      [boss.id],
    );
    expect(acts).toEqual([{ workspaceId }]);
    await app.call('delete', `/workspaces/${workspaceId}`, undefined, by(bob)).expect(200);
    await leaves(socket, workspaceId, 'NOT_FOUND');
  });
});

describe('J7 nothing is told as long as nobody knows', () => {
  afterEach(() => void jest.restoreAllMocks());
  const away = () => Promise.reject(new DomainError('unavailable', 'DATABASE_UNAVAILABLE', 'Away.'));

  it.each([
    [
      'what changed elsewhere',
      () => void jest.spyOn(app.resolve(InProcessCache), 'isVouched', 'get').mockReturnValue(false),
    ],
    [
      'whether somebody may stay',
      () => {
        jest.spyOn(app.resolve(Authenticator), 'authenticate').mockImplementation(away);
        app.resolve(InProcessCache).clear();
      },
    ],
  ])('%s, and everything afterwards', async (_name, doubt) => {
    const socket = await sockets.of(ann);
    doubt();
    const published = new Promise<void>((resolve) => {
      app.resolve(EventBus).subscribe(({ workspaceId }) => {
        if (workspaceId === ann.workspaceId) resolve();
      });
    });
    await happenings((text, values) => app.sql(text, values), ann.workspaceId, 1);
    await published;
    await socket.ask('workspace:leave', { workspaceId: root.id });
    expect(socket.heard).toEqual([]);
    jest.restoreAllMocks();
    await socket.until(() => socket.heard.length > 0);
    expect(socket.heard).toMatchObject([{ event: 'workspace:updated', name: 'Event 1' }]);
  });
});
