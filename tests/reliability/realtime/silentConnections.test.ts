import { connect, type Socket } from 'node:net';
import { expectSoon } from '../../support/expectSoon';
import { aFounder } from '../../support/process/aFounder';
import { ProcessScene, send } from '../../support/process/ProcessScene';
import { TestSocket } from '../../support/realtime/TestSocket';

const EACH = 400;

let scene: ProcessScene;
let url: string;
beforeAll(async () => {
  scene = await ProcessScene.open();
  url = await scene.spawn().ready();
}, 120_000);
afterAll(() => scene.close());

/** Connections there are, with a socket or without. */
const connections = async () => {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^socket_connections (\d+)$/m.exec(metrics)?.[1]);
};

function silentWebsocket(): Socket {
  const tcp = connect(Number(new URL(url).port), '127.0.0.1');
  const head = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    ...['Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket'],
    ...['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='],
  ];
  tcp.on('error', () => undefined).write([...head, '', ''].join('\r\n'));
  return tcp.resume();
}

const silentPolling = () =>
  fetch(`${url}/socket.io/?EIO=4&transport=polling`).then((answer) => answer.text());

it('J9 connections that stay silent, many at once on both transports, go by themselves and hold up nobody', async () => {
  const ann = await aFounder(url);
  const opened = Array.from({ length: EACH }, silentWebsocket);
  await Promise.all(Array.from({ length: EACH }, silentPolling));
  await expectSoon(async () => expect(await connections()).toBeGreaterThan(EACH), 10_000);

  const socket = await TestSocket.open(url, { token: ann.token }).connected();
  for (let name = 0; name < 20; name += 1) {
    expect((await send(url + ann.path, 'PATCH', { name: `Name ${name}` }, ann.token)).status).toBe(200);
  }
  await socket.until(() => socket.named('workspace:updated').length === 20);

  await expectSoon(async () => expect(await connections()).toBe(1), 30_000);
  expect(socket.ends).toEqual([]);
  expect(opened.filter(({ readableEnded }) => !readableEnded)).toEqual([]);
  socket.close();
}, 120_000);
