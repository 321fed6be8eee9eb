import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import request from 'supertest';
import { aCast, CAST, type Cast } from '../../support/authorization/cast';
import { aVerifiedOwner, aVerifiedPerson } from '../../support/app/members';
import { TestApp } from '../../support/app/TestApp';
import { expectSoon } from '../../support/expectSoon';
import { seedWorkspace } from '../../support/races/seedWorkspaces';
import { SocketScene } from '../../support/realtime/SocketScene';
import { TRANSPORTS } from '../../support/realtime/TestSocket';

let app: TestApp;
/** Begun before all tests, because it lasts as long as they do. */
let unheard: Promise<string>;
const sockets = new SocketScene(() => app.url);
const sql: TestApp['sql'] = (statement, values) => app.sql(statement, values);
beforeAll(async () => {
  app = await TestApp.start();
  unheard = closedUnheard();
  unheard.catch(() => undefined);
});
afterEach(() => sockets.closeAll());
afterAll(() => app.stop());

describe('J12 whoever HTTP lets into a workspace may hear it', () => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await aCast(app);
  });

  it.each(CAST.filter((who) => who !== 'anonymous'))('and nobody else: %s', async (who) => {
    const { workspaceId, tokens } = cast;
    const token = tokens[who];
    const { body } = await app.get(`/workspaces/${workspaceId}`, { token });
    const byHttp = (body as { code?: string }).code;
    const socket = sockets.with({ token });
    const bySocket = await socket.connected().then(
      async () => (await socket.ask('workspace:join', { workspaceId })).code,
      () => socket.refusal(),
    );
    expect(bySocket).toBe(byHttp);
  });
});

describe('J6 a flood', () => {
  it.each(TRANSPORTS)('by %s is refused message by message, then disconnected', async (transport) => {
    const ann = await aVerifiedOwner(app);
    const socket = await sockets.of(ann, { transport });
    const asked = Array.from({ length: 120 }, () =>
      socket.ask('workspace:leave', { workspaceId: randomUUID() }),
    );
    const codes = (await Promise.all(asked)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['NOT_FOUND', 'RATE_LIMITED']));
    expect(socket.ends).toEqual([]);
    for (let n = 0; n < 1_000; n += 1) socket.client.emit('workspace:leave', { workspaceId: randomUUID() });
    await socket.until(() => socket.ends.length > 0);
    await sockets.of(ann, { transport });
  });

  it('of bytes ends the connection', async () => {
    const socket = await sockets.of(await aVerifiedPerson(app));
    socket.client.emit('workspace:join', { workspaceId: 'x'.repeat(20_000) });
    await socket.until(() => socket.ends.length > 0);
    expect(socket.ends).toEqual(['transport close']);
  });

  it('of sockets of one account: it has 50, and another when one is gone', async () => {
    const ann = await aVerifiedPerson(app);
    const opened = await Promise.allSettled(Array.from({ length: 60 }, () => sockets.of(ann)));
    const open = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(open).toHaveLength(50);
    expect(await sockets.with({ token: ann.accessToken }).refusal()).toBe('SOCKET_LIMIT');
    open[0]?.close();
    await expectSoon(() => sockets.of(ann), 2_000);
  });

  it('of workspaces: a socket hears 50', async () => {
    const ann = await aVerifiedPerson(app);
    const socket = await sockets.of(ann);
    const joining = async (workspaceId: string): Promise<unknown> => {
      const { ok, code } = await socket.ask('workspace:join', { workspaceId });
      return code === 'RATE_LIMITED' ? joining(workspaceId) : (code ?? ok);
    };
    const outcomes: unknown[] = [];
    for (let n = 0; n < 51; n += 1) outcomes.push(await joining(await seedWorkspace(sql, [ann])));
    expect(outcomes).toEqual([...Array.from({ length: 50 }, () => true), 'ROOM_LIMIT']);
  });
});

it('J1 J9 a connection that stays silent, or was refused, is closed, on either transport', async () => {
  expect(await unheard).toMatch(/^HTTP\/1.1 101 /);
});

/** Until what says nothing, or nothing acceptable, is closed from the other side; @returns what the websocket was told. */
async function closedUnheard(): Promise<string> {
  const polling = async () => {
    const answer = await request(app.url).get('/socket.io/?EIO=4&transport=polling').expect(200);
    const { sid } = JSON.parse(answer.text.slice(1)) as { sid: string };
    return `/socket.io/?EIO=4&transport=polling&sid=${sid}`;
  };
  const [silent, refused] = [await polling(), await polling()];
  const hello = '40{"token":"nonsense"}';
  await request(app.url).post(refused).set('Content-Type', 'text/plain').send(hello).expect(200);
  const upgraded = await upgradedSilently(Number(new URL(app.url).port));
  const isGone = (path: string) => () => request(app.url).get(path).expect(400);
  for (const path of [silent, refused]) await expectSoon(isGone(path), 10_000);
  return upgraded;
}

/** Until a websocket that was opened and says nothing is closed from the other side. */
async function upgradedSilently(port: number): Promise<string> {
  const tcp = connect(port, '127.0.0.1');
  const head = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    ...['Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket'],
    ...['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='],
  ];
  tcp.write([...head, '', ''].join('\r\n'));
  return text(tcp);
}
