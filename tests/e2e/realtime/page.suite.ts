import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import type { Socket } from 'socket.io-client';
import { aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { anEmail, signIn, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { expectSoon } from '../../support/expectSoon';
import { headOf, pastHappenings, upTo } from '../../support/realtime/happenings';
import { SocketScene } from '../../support/realtime/SocketScene';

interface Following {
  readonly url: string;
  readonly workspaceId: string;
  readonly seq: number;
  accessToken(): string;
  refresh(): Promise<string>;
  apply(event: string, payload: { seq: number }): void;
  reload(): void;
  ended(code: string): void;
}

const page = readFileSync('docs/api/realtime.md', 'utf8');
const [, code = ''] = /^```js\n([\s\S]*?)^```/m.exec(page) ?? [];
const follow = (runInThisContext(`(require) => { ${code}; return follow; }`) as (load: unknown) => unknown)(
  require,
) as (options: Following) => Socket;

let app: TestApp;
let ann: VerifiedOwner;
const clients: Socket[] = [];
const sockets = new SocketScene(() => app.url);
beforeAll(async () => {
  app = await TestApp.start({ JWT_EXPIRES_IN: '2s' });
  ann = await aVerifiedOwner(app);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
  sockets.closeAll();
});
afterAll(() => app.stop());

const refreshed = async ({ refreshToken }: Pick<Person, 'refreshToken'>): Promise<Person> => {
  const { body } = await app.post('/auth/refresh-token', { refreshToken }).expect(200);
  return body.data as Person;
};
const sql: TestApp['sql'] = (text, values) => app.sql(text, values);
/** The client of the page, and what it made of what it heard. */
const following = (by: Person, seq: number, refreshing = refreshed) => {
  const [applied, ends]: [number[], string[]] = [[], []];
  const seen = { applied, ends, reloads: 0, refreshes: 0 };
  let { accessToken, refreshToken } = by;
  const socket = follow({
    ...{ url: app.url, workspaceId: ann.workspaceId, seq },
    accessToken: () => accessToken,
    refresh: async () => {
      ({ accessToken, refreshToken } = await refreshing({ refreshToken }));
      seen.refreshes += 1;
      return accessToken;
    },
    apply: (_event, payload) => applied.push(payload.seq),
    reload: () => (seen.reloads += 1),
    ended: (why) => ends.push(why),
  });
  clients.push(socket);
  return { seen, socket };
};
const rename = async () => {
  const { accessToken: token } = await signIn(app, ann);
  await app.call('patch', `/workspaces/${ann.workspaceId}`, { name: anEmail() }, { token }).expect(200);
};
const head = async () => {
  await app.drain();
  return headOf(sql, ann.workspaceId);
};
const soon = (expectation: () => void) => expectSoon(async () => expectation(), 10_000);

describe('the client of docs/api/realtime.md', () => {
  it('applies every event once and in order, over lost connections and tokens that run out', async () => {
    const { seen, socket } = following(await signIn(app, ann), 0);
    const locked = following(await signIn(app, ann), 0, () => Promise.reject(new Error('no more')));
    await rename();
    await soon(() => expect(seen.applied.length).toBeGreaterThan(1));
    const cutJoins = ['second', 'first'];
    socket.on('connect', () => cutJoins.pop() && socket.io.engine.close());
    socket.io.engine.close();
    await pastHappenings(sql, ann.workspaceId, 50);
    await rename();
    const first = await head();
    await soon(() => expect(seen.applied).toEqual(upTo(first)));
    await soon(() => expect(seen.refreshes).toBeGreaterThan(0));
    await rename();
    const last = await head();
    await soon(() => expect(seen.applied).toEqual(upTo(last)));
    expect([seen.reloads, seen.ends, cutJoins]).toEqual([0, [], []]);
    await soon(() => expect(locked.seen.ends).toEqual(['SESSION_ENDED']));
  });

  it('loads its state anew when it missed too much, and ends with the session', async () => {
    const known = await head();
    await app.sql('DELETE FROM outbox WHERE workspace_id = $1 AND seq < $2', [ann.workspaceId, known]);
    const here = await signIn(app, ann);
    const { seen, socket } = following(here, 1);
    await soon(() => expect(seen.reloads).toBe(1));
    await rename();
    await soon(() => expect(seen.applied).toEqual([known + 1]));
    const { accessToken: token } = await signIn(app, ann);
    await app.post('/auth/logout-all', {}, { token }).expect(200);
    await soon(() => expect(seen.ends).toEqual(['SESSION_ENDED']));
    expect(socket.active).toBe(false);
  });

  it('asks again a little later when it is told so', async () => {
    const { seen, socket } = following(await signIn(app, ann), await head());
    await soon(() => expect(socket.connected).toBe(true));
    const [ask, answers] = [socket.emitWithAck.bind(socket), [] as unknown[]];
    socket.emitWithAck = async (...args) => {
      const answer = (await ask(...args)) as { code?: string };
      answers.push(answer.code ?? 'joined');
      return answer as never;
    };
    for (let n = 0; n < 100; n += 1) socket.emit('workspace:leave', {});
    for (const join of socket.listeners('connect')) join();
    await soon(() => expect(answers).toEqual(['RATE_LIMITED', 'joined']));
    expect(seen.ends).toEqual([]);
  });
});

describe('J8 a token that runs out on a socket', () => {
  it('is told to its client, who has a minute to send another of the same session', async () => {
    const here = await signIn(app, ann);
    const socket = await sockets.of(here);
    await socket.until(() => socket.named('auth:expired').length > 0);
    const [expired] = socket.heard;
    expect(expired).toEqual({
      ...{ event: 'auth:expired', code: 'TOKEN_EXPIRED', message: expect.any(String) },
      closesAt: expect.stringMatching(/Z$/),
    });
    const left = Date.parse(String(expired?.closesAt)) - Date.now();
    expect(left).toBeGreaterThan(50_000);
    expect(left).toBeLessThanOrEqual(60_000);

    expect(await socket.ask('auth:renew', { token: here.accessToken })).toMatchObject({
      ...{ ok: false, code: 'TOKEN_EXPIRED' },
    });
    const elsewhere = await signIn(app, ann);
    expect(await socket.ask('auth:renew', { token: elsewhere.accessToken })).toMatchObject({
      ...{ ok: false, code: 'TOKEN_INVALID' },
    });
    const other = await aVerifiedOwner(app);
    expect(await socket.ask('auth:renew', { token: other.accessToken })).toMatchObject({
      ...{ ok: false, code: 'TOKEN_INVALID' },
    });
    expect(await socket.ask('auth:renew', { token: (await refreshed(here)).accessToken })).toEqual({
      ok: true,
    });
    await socket.until(() => socket.named('auth:expired').length > 1);
    expect(socket.ends).toEqual([]);
  });
});
