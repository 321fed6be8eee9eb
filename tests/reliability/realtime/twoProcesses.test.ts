import { setTimeout as pause } from 'node:timers/promises';
import { RaceScene } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { seedMembers, seedWorkspace } from '../../support/races/seedWorkspaces';
import { happenings, headOf, upTo } from '../../support/realtime/happenings';
import { TestSocket, type Transport, TRANSPORTS } from '../../support/realtime/TestSocket';
import { describeWithRedis } from '../../support/redis/describeWithRedis';
import { RedisServer } from '../../support/redis/RedisServer';
import { there } from '../../support/there';

const SECOND = 1_000;
const [HERE, THERE] = [0, 1] as const;
const BOTH = [HERE, THERE];

/** What goes on with Redis meanwhile. */
const TROUBLES: readonly (readonly [string, (redis: RedisServer) => Promise<void>])[] = [
  ['is well', () => pause(20)],
  ['is killed and started again, over and over', (redis) => redis.kill().then(() => redis.start())],
  [
    'stands still now and then',
    async (redis) => {
      redis.signal('SIGSTOP');
      await pause(400);
      redis.signal('SIGCONT');
      await pause(100);
    },
  ],
];

describeWithRedis('sockets on two processes', () => {
  let redis: RedisServer;
  let scene: RaceScene;
  let ann: Racer;
  let root: Racer;
  let workspaceId: string;
  const sockets: TestSocket[] = [];
  beforeAll(async () => {
    redis = await RedisServer.start();
    scene = await RaceScene.open({ REDIS_URL: redis.url });
    const people = await scene.people(2);
    [ann, root] = [there(people[0]), there(people[1])];
    await scene.sql(`UPDATE users SET platform_role = 'super_admin' WHERE id = $1`, [root.id]);
  }, 120_000);
  beforeEach(async () => {
    workspaceId = await seedWorkspace(scene.sql, [ann]);
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.close();
  });
  afterAll(async () => {
    await scene.close();
    await redis.kill();
  });

  const open = async (server: 0 | 1, by: Racer, transport: Transport = 'websocket') => {
    const socket = TestSocket.open(scene.servers[server], { token: by.accessToken }, { transport });
    sockets.push(socket);
    return socket.connected();
  };
  const listening = async (server: 0 | 1, by: Racer, after?: number, transport?: Transport) => {
    const socket = await open(server, by, transport);
    expect(await socket.ask('workspace:join', { workspaceId, after })).toMatchObject({ ok: true });
    return socket;
  };
  const happen = (count: number) => happenings(scene.sql, workspaceId, count);
  const rename = async (server: number) => {
    const body = { name: `Name ${Math.random()}` };
    const answer = await scene.call(server, 'PATCH', `/workspaces/${workspaceId}`, ann, body);
    expect(answer.outcome).toBe('200');
  };
  const drained = async () => {
    const text = 'SELECT count(*)::int AS left FROM outbox WHERE published_at IS NULL';
    while ((await scene.sql<{ left: number }>(text))[0]?.left !== 0) await pause(20);
    return headOf(scene.sql, workspaceId);
  };
  const hears = (socket: TestSocket, last: number) => socket.until(() => socket.heard.at(-1)?.seq === last);
  /** Redis is in trouble for as long as `work` takes. */
  const during = async (trouble: (redis: RedisServer) => Promise<void>, work: () => Promise<void>) => {
    const over = new AbortController();
    const troubled = (async () => {
      while (!over.signal.aborted) await trouble(redis);
    })();
    try {
      await work();
    } finally {
      over.abort();
      await troubled;
    }
  };

  describe.each(TRANSPORTS)('by %s', (transport) => {
    it('J13 a client away for 1,000 events on one node catches up on the other without gap or double', async () => {
      const before = await listening(HERE, ann, 0, transport);
      await happen(3);
      await hears(before, await drained());
      const known = Number(before.heard.at(-1)?.seq);
      before.close();
      await happen(600);
      await pause(10);
      await happen(400);
      const after = await listening(THERE, ann, known, transport);
      for (const server of [...BOTH, ...BOTH]) await rename(server);
      const last = await drained();
      await hears(after, last);
      expect(last).toBe(known + 1_004);
      expect(after.seqs).toEqual(upTo(last, known + 1));
      expect(new Set(after.heard.map(({ id }) => id)).size).toBe(1_004);
    });
  });

  describe.each(TROUBLES)('while Redis %s', (_name, trouble) => {
    it('X10 everybody hears everything once and in order, from whichever process it comes', async () => {
      const listeners = await Promise.all(BOTH.map((server) => listening(server, ann, 0)));
      await during(trouble, async () => {
        for (let n = 0; n < 20; n += 1) {
          await rename(n);
          await pause(50);
        }
      });
      const last = await drained();
      for (const listener of listeners) {
        await hears(listener, last);
        expect(listener.seqs).toEqual(upTo(last));
      }
    });

    it('J7 T1 a ban closes the sockets on both processes within a second', async () => {
      const people = await scene.people(6);
      await during(trouble, async () => {
        for (const person of people) {
          const all = await Promise.all([...BOTH, ...BOTH].map((server) => open(server, person)));
          const body = { status: 'banned' };
          const answer = await scene.call(HERE, 'PATCH', `/users/${person.id}/status`, root, body);
          expect(answer.outcome).toBe('200');
          await Promise.all(all.map((socket) => socket.until(() => socket.ends.length > 0, SECOND)));
          for (const socket of all) expect(socket.named('session:revoked')).toHaveLength(1);
        }
      });
    }, 60_000);

    it('G13 J7 whoever is removed on one process hears nothing more on the other', async () => {
      const people = await scene.people(4);
      await seedMembers(scene.sql, workspaceId, people, 'viewer');
      const owner = await listening(THERE, ann);
      await during(trouble, async () => {
        for (const person of people) {
          const socket = await listening(THERE, person);
          const path = `/workspaces/${workspaceId}/members/${person.id}`;
          expect((await scene.call(HERE, 'DELETE', path, ann)).outcome).toBe('200');
          await socket.until(() => socket.named('workspace:left').length > 0, SECOND);
          await rename(HERE);
          await hears(owner, await drained());
          expect(socket.sinceLeft).toEqual([]);
          expect(socket.ends).toEqual([]);
        }
      });
    }, 60_000);
  });
});
