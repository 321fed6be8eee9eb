import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import type { Socket } from 'socket.io-client';
import { aVerifiedOwner } from '../../support/app/members';
import { anEmail, signIn, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { headOf, pastHappenings, upTo } from '../../support/realtime/happenings';
import { expectSoon } from '../../support/expectSoon';

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

type Owner = Person & { readonly workspaceId: string };

let app: TestApp;
let ann: Owner;
let socket: Socket;
beforeAll(async () => {
  app = await TestApp.start({ JWT_EXPIRES_IN: '3s' });
  ann = await aVerifiedOwner(app);
});
afterEach(() => socket.disconnect());
afterAll(() => app.stop());

const sql: TestApp['sql'] = (text, values) => app.sql(text, values);
/** The client of the page, and what it made of what it heard. */
const following = (by: Person, seq: number) => {
  const [applied, ends]: [number[], string[]] = [[], []];
  const seen = { applied, ends, reloads: 0, refreshes: 0 };
  let { accessToken, refreshToken } = by;
  socket = follow({
    ...{ url: app.url, workspaceId: ann.workspaceId, seq },
    accessToken: () => accessToken,
    refresh: async () => {
      const { body } = await app.post('/auth/refresh-token', { refreshToken }).expect(200);
      ({ accessToken, refreshToken } = body.data as Person);
      seen.refreshes += 1;
      return accessToken;
    },
    apply: (_event, payload) => applied.push(payload.seq),
    reload: () => (seen.reloads += 1),
    ended: (why) => ends.push(why),
  });
  return seen;
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
    const seen = following(await signIn(app, ann), 0);
    await rename();
    await soon(() => expect(seen.applied.length).toBeGreaterThan(1));
    socket.io.engine.close();
    await pastHappenings(sql, ann.workspaceId, 50);
    await rename();
    const first = await head();
    await soon(() => expect(seen.applied).toEqual(upTo(first)));
    await soon(() => expect(seen.refreshes).toBeGreaterThan(0));
    await rename();
    const last = await head();
    await soon(() => expect(seen.applied).toEqual(upTo(last)));
    expect([seen.reloads, seen.ends]).toEqual([0, []]);
  });

  it('loads its state anew when it missed too much, and ends with the session', async () => {
    const known = await head();
    await app.sql('DELETE FROM outbox WHERE workspace_id = $1 AND seq < $2', [ann.workspaceId, known]);
    const here = await signIn(app, ann);
    const seen = following(here, 1);
    await soon(() => expect(seen.reloads).toBe(1));
    await rename();
    await soon(() => expect(seen.applied).toEqual([known + 1]));
    const { accessToken: token } = await signIn(app, ann);
    await app.post('/auth/logout-all', {}, { token }).expect(200);
    await soon(() => expect(seen.ends).toEqual(['SESSION_ENDED']));
    expect(socket.active).toBe(false);
  });
});
