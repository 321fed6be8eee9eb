import type { PublishedEvent } from '../../../../../src/core/application/EventBus';
import { asId } from '../../../../../src/core/domain/ids';
import type { EventDefinitions } from '../../../../../src/core/infrastructure/events/EventDefinitions';
import { Departures } from '../../../../../src/core/infrastructure/websocket/Departures';
import { workspaceRoom } from '../../../../../src/core/infrastructure/websocket/roomNames';
import type { ClientSocket } from '../../../../../src/core/infrastructure/websocket/SocketIo';

const ACME = asId<'workspace'>('acme');
const REASON = { code: 'NOT_FOUND', message: 'There is nothing here.' };
const mayEnd: Record<string, string | undefined> = {
  'workspace:deleted': 'everyone',
  'workspace:member:removed': 'userId',
};

let departures: Departures;

beforeEach(() => {
  jest.useFakeTimers();
  departures = new Departures({
    find: (name: string) => (name in mayEnd ? { mayEnd: mayEnd[name] } : undefined),
  } as unknown as EventDefinitions);
});
afterEach(() => jest.useRealTimers());

function aSocket(userId: string) {
  const rooms = new Set([workspaceRoom(ACME)]);
  const heard: unknown[] = [];
  const socket = {
    ...{ id: userId, connected: true, rooms, heard, data: { claim: { userId } } },
    leave: (room: string) => void rooms.delete(room),
    emit: (event: string, payload: object) => void heard.push({ event, ...payload }),
  };
  return Object.assign(socket as unknown as ClientSocket, { heard });
}

const told = (event: string, payload: object = {}) =>
  departures.hear({ event, workspaceId: ACME, payload } as unknown as PublishedEvent);

const left = [{ event: 'workspace:left', workspaceId: ACME, ...REASON }];

describe('A socket that lost a workspace', () => {
  it('goes with the event that says why, and not before', () => {
    const ann = aSocket('ann');
    departures.begin(ann, ACME, REASON);
    told('workspace:updated');
    told('workspace:member:removed', { userId: 'bob' });
    expect(ann.heard).toEqual([]);
    expect(ann.rooms.size).toBe(1);
    told('workspace:member:removed', { userId: 'ann' });
    expect(ann.heard).toEqual(left);
    expect(ann.rooms.size).toBe(0);
    jest.runAllTimers();
    told('workspace:deleted');
    expect(ann.heard).toEqual(left);
  });

  it('goes with the others when the workspace ends for everyone', () => {
    const all = [aSocket('ann'), aSocket('bob')];
    for (const socket of all) departures.begin(socket, ACME, REASON);
    told('workspace:deleted');
    expect(all.map(({ heard }) => heard)).toEqual([left, left]);
  });

  it('goes at once when the event came first', () => {
    told('workspace:member:removed', { userId: 'ann' });
    const [ann, bob] = [aSocket('ann'), aSocket('bob')];
    departures.begin(ann, ACME, REASON);
    departures.begin(bob, ACME, REASON);
    expect(ann.heard).toEqual(left);
    expect(bob.heard).toEqual([]);
  });

  it('does not wait for long, and goes once however often it is judged', () => {
    const ann = aSocket('ann');
    departures.begin(ann, ACME, REASON);
    departures.begin(ann, ACME, REASON);
    jest.advanceTimersByTime(300);
    expect(ann.heard).toEqual(left);
  });

  it('stays when it may after all', () => {
    const ann = aSocket('ann');
    departures.begin(ann, ACME, REASON);
    departures.cancel(ann, ACME);
    jest.runAllTimers();
    told('workspace:deleted');
    expect(ann.heard).toEqual([]);
    expect(ann.rooms.size).toBe(1);
  });

  it('an event of a second ago is forgotten', () => {
    told('workspace:deleted');
    jest.advanceTimersByTime(1_000);
    const ann = aSocket('ann');
    departures.begin(ann, ACME, REASON);
    expect(ann.heard).toEqual([]);
  });
});
