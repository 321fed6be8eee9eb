import { DomainError } from '../../../../../src/core/domain/DomainError';
import { asId } from '../../../../../src/core/domain/ids';
import type { CatchUp } from '../../../../../src/core/infrastructure/websocket/CatchUp';
import type { Revocations } from '../../../../../src/core/infrastructure/websocket/Revocations';
import { workspaceRoom } from '../../../../../src/core/infrastructure/websocket/roomNames';
import type { SocketAuth } from '../../../../../src/core/infrastructure/websocket/SocketAuth';
import { SocketCommands } from '../../../../../src/core/infrastructure/websocket/SocketCommands';
import type { ClientSocket } from '../../../../../src/core/infrastructure/websocket/SocketIo';
import type { SocketTrail } from '../../../../../src/core/infrastructure/websocket/SocketTrail';
import type { WorkspaceEntry } from '../../../../../src/core/infrastructure/websocket/WorkspaceEntry';
import { FakeSockets } from '../../../../support/realtime/FakeSockets';
import { silentLog } from '../../../../support/silentLog';

const workspaceId = asId<'workspace'>('0193470b-4f4c-7a43-9f6a-000000000002');
const ROOM = workspaceRoom(workspaceId);
const busy = { code: 'SOCKETS_BUSY', message: 'This takes too long; try again.' };

describe('A join that fails half way', () => {
  const trail = { follow: (_userId: unknown, _address: unknown, work: () => unknown) => work() };
  const catchUp = {
    join: async (socket: ClientSocket) => {
      await socket.leave(ROOM);
      throw new DomainError('unavailable', busy.code, busy.message);
    },
  };
  const commands = new SocketCommands(
    {} as SocketAuth,
    { enter: () => Promise.resolve({ caller: { isSuperAdmin: false } }) } as unknown as WorkspaceEntry,
    catchUp as unknown as CatchUp,
    {} as Revocations,
    trail as unknown as SocketTrail,
    silentLog,
  );
  const joining = (socket: object) =>
    new Promise((answer) => {
      commands.hear(socket as ClientSocket, 'workspace:join', [{ workspaceId, after: 1 }, answer]);
    });

  it('says that the socket is out, to one that was in', async () => {
    const socket = new FakeSockets().add('ann', ROOM);
    expect(await joining(socket)).toEqual({ ok: false, ...busy });
    expect(socket.heard).toEqual([{ event: 'workspace:left', workspaceId, ...busy }]);
  });

  it('says so in its answer alone to one that was not', async () => {
    const socket = new FakeSockets().add('ann');
    expect(await joining(socket)).toEqual({ ok: false, ...busy });
    expect(socket.heard).toEqual([]);
  });
});

describe('J6 a flood by many sockets of one account', () => {
  const commands = new SocketCommands(
    {} as SocketAuth,
    {} as WorkspaceEntry,
    {} as CatchUp,
    {} as Revocations,
    { follow: () => Promise.resolve() } as unknown as SocketTrail,
    silentLog,
  );

  it('is refused as one by one socket is, and holds nobody else up', () => {
    const all = new FakeSockets();
    const [ann, bob] = [Array.from({ length: 10 }, () => all.add('ann')), all.add('bob')];
    const codes: unknown[] = [];
    const ask = (socket: object) =>
      commands.hear(socket as ClientSocket, 'workspace:leave', [
        { workspaceId },
        ({ code }: { code?: string }) => codes.push(code),
      ]);
    for (let time = 0; time < 25; time += 1) ann.forEach(ask);
    ask(bob);
    expect(codes).toEqual(Array.from({ length: 50 }, () => 'RATE_LIMITED'));
  });
});
