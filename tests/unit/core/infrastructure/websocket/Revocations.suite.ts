import type { Authenticator } from '../../../../../src/core/application/Authenticator';
import { DomainError } from '../../../../../src/core/domain/DomainError';
import { asId } from '../../../../../src/core/domain/ids';
import { EventDefinitions } from '../../../../../src/core/infrastructure/events/EventDefinitions';
import { Departures } from '../../../../../src/core/infrastructure/websocket/Departures';
import { Revocations } from '../../../../../src/core/infrastructure/websocket/Revocations';
import { PLATFORM_ROOM, workspaceRoom } from '../../../../../src/core/infrastructure/websocket/roomNames';
import type { WorkspaceEntry } from '../../../../../src/core/infrastructure/websocket/WorkspaceEntry';
import { RecordingLog } from '../../../../support/fakes/RecordingLog';
import { FakeSockets } from '../../../../support/realtime/FakeSockets';

const ROOM = workspaceRoom(asId<'workspace'>('acme'));

let sockets: FakeSockets;
let superAdmins: Set<string>;
let isAway: boolean;
let log: RecordingLog;
let revocations: Revocations;
beforeEach(() => {
  [sockets, superAdmins, log] = [new FakeSockets(), new Set(), new RecordingLog()];
  isAway = false;
  const authenticator = {
    authenticate: async ({ userId }: { userId: string }) => {
      if (isAway) throw new DomainError('unavailable', 'DATABASE_UNAVAILABLE', 'Away.');
      return { userId, isSuperAdmin: superAdmins.has(userId) };
    },
  };
  revocations = new Revocations(
    sockets.io,
    authenticator as unknown as Authenticator,
    { enter: () => Promise.resolve() } as unknown as WorkspaceEntry,
    new Departures(new EventDefinitions([])),
    log,
  );
});

const judged = async () => {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
};

it('a super admin is where they are found as long as they are one, whenever the socket was opened', async () => {
  const [boss, ann] = [sockets.add('boss'), sockets.add('ann', ROOM, PLATFORM_ROOM)];
  superAdmins.add('boss');
  revocations.hear('account:boss');
  revocations.hear('account:ann');
  await judged();
  expect([boss, ann].map(({ rooms }) => rooms.has(PLATFORM_ROOM))).toEqual([true, false]);
  expect(ann.rooms.has(ROOM)).toBe(true);
});

describe('nothing is told', () => {
  it('from the moment everything is forgotten until every socket is judged', async () => {
    revocations.hear(null);
    expect(revocations.hasOpenCases).toBe(false);
    sockets.add('ann', ROOM);
    revocations.hear(null);
    expect(revocations.hasOpenCases).toBe(true);
    await judged();
    expect(revocations.hasOpenCases).toBe(false);
  });

  it('while the database cannot speak for a socket; it stays, and is judged again', async () => {
    const ann = sockets.add('ann', ROOM);
    isAway = true;
    revocations.hear('account:ann');
    await judged();
    expect([revocations.hasOpenCases, ann.connected]).toEqual([true, true]);
    expect(log.lines).toMatchObject([{ level: 'warn' }]);
    isAway = false;
    superAdmins.add('ann');
    revocations.retry();
    await judged();
    expect([revocations.hasOpenCases, ann.rooms.has(PLATFORM_ROOM)]).toEqual([false, true]);
    revocations.retry();
    await judged();
    expect(log.lines).toHaveLength(1);
  });
});
