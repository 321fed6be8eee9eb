import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { claimsOf, forge } from '../../support/app/forgedToken';
import { aMember, aVerifiedOwner, aVerifiedPerson, type VerifiedOwner } from '../../support/app/members';
import { signIn } from '../../support/app/people';
import { FRONTEND, TestApp } from '../../support/app/TestApp';
import { SocketScene } from '../../support/realtime/SocketScene';
import { TRANSPORTS } from '../../support/realtime/TestSocket';

let app: TestApp;
let ann: VerifiedOwner;
let bob: VerifiedOwner;
const sockets = new SocketScene(() => app.url);
beforeAll(async () => {
  app = await TestApp.start();
  [ann, bob] = [await aVerifiedOwner(app), await aVerifiedOwner(app)];
});
afterEach(() => sockets.closeAll());
afterAll(() => app.stop());

/** Connections there are, with a socket or without. */
const engineSockets = async () => {
  const { text } = await request(app.url).get('/metrics');
  return /^socket_connections (\d+)$/m.exec(text)?.[1];
};
const rename = (owner: VerifiedOwner, name: string) =>
  app.call('patch', `/workspaces/${owner.workspaceId}`, { name }, { token: owner.accessToken }).expect(200);

describe.each(TRANSPORTS)('a socket by %s', (transport) => {
  it('hears the workspace of its token from the moment it is connected, and no other', async () => {
    const socket = await sockets.of(ann, { transport });
    await rename(bob, 'Foreign');
    await rename(ann, `Named ${transport}`);
    await socket.until(() => socket.heard.length > 0);

    expect(socket.heard).toEqual([
      {
        event: 'workspace:updated',
        id: expect.any(String),
        seq: expect.any(Number),
        workspaceId: ann.workspaceId,
        actorId: ann.id,
        occurredAt: expect.stringMatching(/^\d{4}-.*Z$/),
        requestId: expect.any(String),
        name: `Named ${transport}`,
        slug: 'acme',
        plan: 'free',
        seatLimit: null,
      },
    ]);
  });

  it('J1 is refused without a token, and with one that is not of here', async () => {
    const claims = claimsOf(ann.accessToken);
    const past = Math.floor(Date.now() / 1000) - 10;
    const refused: readonly (readonly [string, object])[] = [
      ['TOKEN_MISSING', {}],
      ['TOKEN_INVALID', { token: 'nonsense' }],
      ['TOKEN_INVALID', { token: forge(app, { claims: { ...claims, aud: 'another' } }) }],
      ['TOKEN_INVALID', { token: forge(app, { claims, header: { alg: 'none', typ: 'JWT' } }) }],
      ['TOKEN_EXPIRED', { token: forge(app, { claims: { ...claims, exp: past } }) }],
      ['VALIDATION_ERROR', { token: 17 }],
      ['VALIDATION_ERROR', { token: ann.accessToken, after: -1 }],
      ['VALIDATION_ERROR', { token: ann.accessToken, workspaceId: ann.workspaceId }],
    ];
    for (const [code, auth] of refused) {
      expect(await sockets.with(auth, { transport }).refusal()).toBe(code);
    }
    const { accessToken } = await signIn(app, ann);
    await app.post('/auth/logout', {}, { token: accessToken }).expect(200);
    expect(await sockets.with({ token: accessToken }, { transport }).refusal()).toBe('SESSION_ENDED');
  });

  it('J3 is refused with the token in the address, by whatever name it has elsewhere', async () => {
    const query = { token: ann.accessToken };
    expect(await sockets.with({}, { transport, query }).refusal()).toBe('TOKEN_MISSING');
    expect(await sockets.with({ token: ann.accessToken }, { transport, query }).refusal()).toBe(
      'TOKEN_MISSING',
    );
  });

  it('J9 that leaves takes its connection along', async () => {
    const socket = await sockets.of(ann, { transport });
    socket.client.io.engine.write('1');
    await socket.until(() => socket.ends.length > 0, 2_000);
    expect(socket.ends).toEqual(['transport close']);
  });

  it('J2 is refused to pages of a foreign origin, before there is a connection', async () => {
    const before = await engineSockets();
    const headers: readonly Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const extraHeaders of headers) {
      const socket = sockets.with({ token: ann.accessToken }, { transport, extraHeaders });
      expect(await socket.refusal()).toMatch(/websocket error|xhr poll error/);
    }
    expect(await engineSockets()).toBe(before);
    const extraHeaders = { origin: FRONTEND };
    await sockets.of(ann, { transport, extraHeaders });
    await sockets.of(ann, { transport, extraHeaders: { 'sec-fetch-site': 'same-site' } });
  });
});

it('goes on over the change from polling to a websocket', async () => {
  const socket = await sockets.of(ann, { transports: ['polling', 'websocket'] });
  await socket.until(() => socket.client.io.engine.transport.name === 'websocket');
  await rename(ann, 'Upgraded');
  await socket.until(() => socket.heard.length > 0);
  expect(socket.heard).toMatchObject([{ name: 'Upgraded' }]);
});

it('J2 tells why in the answer to a handshake', async () => {
  const answer = await request(app.url)
    .get('/socket.io/?EIO=4&transport=polling')
    .set('Origin', 'https://evil.example')
    .expect(403);
  expect(answer.body).toEqual({ code: 4, message: 'ORIGIN_REFUSED' });
});

describe('joining', () => {
  it.each(TRANSPORTS)('J4 by %s: a foreign workspace answers like one that is none', async (transport) => {
    const socket = await sockets.of(ann, { transport });
    const answers = [bob.workspaceId, randomUUID(), 'nonsense', 'workspace:x', ''].map((workspaceId) =>
      socket.ask('workspace:join', { workspaceId }),
    );
    for (const answer of await Promise.all(answers.slice(0, 4))) {
      expect(answer).toEqual({ ok: false, code: 'NOT_FOUND', message: 'There is nothing here.' });
    }
    expect(await socket.ask('workspace:leave', { workspaceId: bob.workspaceId })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await rename(bob, `Quiet ${transport}`);
    await rename(ann, `Heard ${transport}`);
    await socket.until(() => socket.heard.length > 0);
    expect(socket.heard.map(({ workspaceId }) => workspaceId)).toEqual([ann.workspaceId]);
  });

  it('lets a member in and out again, in as many workspaces as they are in', async () => {
    const eve = await aMember(app, ann.workspaceId, 'viewer');
    await app.sql('INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, $3)', [
      bob.workspaceId,
      eve.id,
      'viewer',
    ]);
    const socket = await sockets.of(eve);
    const joined = await socket.ask('workspace:join', { workspaceId: ann.workspaceId });
    expect(joined).toEqual({
      ...{ ok: true, workspaceId: ann.workspaceId },
      ...{ seq: expect.any(Number), replayed: 0 },
    });
    await socket.ask('workspace:join', { workspaceId: bob.workspaceId.toUpperCase() });
    await rename(ann, 'One');
    await rename(bob, 'Two');
    await socket.until(() => socket.heard.length === 2);
    expect(new Set(socket.heard.map(({ name }) => name))).toEqual(new Set(['One', 'Two']));

    const left = await socket.ask('workspace:leave', { workspaceId: ann.workspaceId });
    expect(left).toEqual({ ok: true, workspaceId: ann.workspaceId });
    await rename(ann, 'Three');
    await rename(bob, 'Four');
    await socket.until(() => socket.heard.length === 3);
    expect(socket.heard.at(-1)).toMatchObject({ name: 'Four' });
  });

  it('I16 answers what is malformed, unknown or unanswerable, and goes on', async () => {
    const socket = await sockets.of(await aVerifiedPerson(app));
    const malformed: unknown[][] = [
      ...[[], [null], [[]], ['text'], [7], [{}], [{ workspaceId: null }], [{ workspaceId: ['x'] }]],
      ...[[{ workspaceId: { $ne: 1 } }], [{ workspaceId: ann.workspaceId }, 'more'], [{ __proto__: 1 }]],
    ];
    for (const args of malformed) {
      expect(await socket.ask('workspace:join', ...args)).toMatchObject({
        ok: false,
        code: 'VALIDATION_ERROR',
      });
    }
    expect(await socket.ask('auth:renew', { token: 1 })).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(await socket.ask('workspace:\r\nnone')).toEqual({
      ...{ ok: false, code: 'UNKNOWN_EVENT' },
      message: 'There is no such event.',
    });
    socket.client.emit('workspace:join');
    socket.client.emit('whatever', Buffer.from('bytes'), () => undefined);
    socket.client.emit('workspace:join', () => undefined, { workspaceId: 1 });
    expect(await socket.ask('workspace:leave', {})).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(socket.ends).toEqual([]);
  });
});
