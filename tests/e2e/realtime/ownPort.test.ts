import { aVerifiedOwner } from '../../support/app/members';
import { FRONTEND, TestApp } from '../../support/app/TestApp';
import { freePort } from '../../support/freePort';
import { SocketScene } from '../../support/realtime/SocketScene';

const ORIGIN = 'https://live.example.com';

it('sockets have a port and origins of their own when they are told so', async () => {
  const port = await freePort();
  const app = await TestApp.start({ SOCKET_PORT: String(port), SOCKET_CORS_ORIGIN: ORIGIN });
  const sockets = new SocketScene(() => `http://127.0.0.1:${port}`);
  try {
    const ann = await aVerifiedOwner(app);
    const { accessToken: token } = ann;
    await sockets.of(ann, { extraHeaders: { origin: ORIGIN } });
    const socket = await sockets.of(ann, { transport: 'polling' });
    const foreign = sockets.with({ token }, { extraHeaders: { origin: FRONTEND } });
    expect(await foreign.refusal()).toBe('websocket error');
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(404);
    expect((await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(404);

    const call = { token };
    await app.call('patch', `/workspaces/${ann.workspaceId}`, { name: 'Live' }, call).expect(200);
    await socket.until(() => socket.named('workspace:updated').length > 0);
  } finally {
    sockets.closeAll();
    await app.stop();
  }
});
