import { setTimeout as pause } from 'node:timers/promises';
import { aVerifiedOwner } from '../../support/app/members';
import { signIn, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { SocketScene } from '../../support/realtime/SocketScene';

let app: TestApp;
let ann: Person;
const sockets = new SocketScene(() => app.url);
beforeAll(async () => {
  app = await TestApp.start({ JWT_EXPIRES_IN: '2s' });
  ann = await aVerifiedOwner(app);
});
afterEach(() => sockets.closeAll());
afterAll(() => app.stop());

const refreshed = async ({ refreshToken }: Person): Promise<string> => {
  const { body } = await app.post('/auth/refresh-token', { refreshToken }).expect(200);
  return (body.data as { accessToken: string }).accessToken;
};

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
    expect(await socket.ask('auth:renew', { token: await refreshed(here) })).toEqual({ ok: true });
    await socket.until(() => socket.named('auth:expired').length > 1);
    expect(socket.ends).toEqual([]);
  });

  it('J1 opens none', async () => {
    const { accessToken } = await signIn(app, ann);
    await pause(2_100);
    expect(await sockets.with({ token: accessToken }).refusal()).toBe('TOKEN_EXPIRED');
  });
});
