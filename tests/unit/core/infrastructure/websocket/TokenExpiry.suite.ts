import { asId } from '../../../../../src/core/domain/ids';
import type { ClientSocket } from '../../../../../src/core/infrastructure/websocket/SocketIo';
import { SocketState } from '../../../../../src/core/infrastructure/websocket/SocketState';
import { TokenExpiry } from '../../../../../src/core/infrastructure/websocket/TokenExpiry';
import { FixedClock } from '../../../../support/fakes/FixedClock';

const claim = (expiresAt: string) => ({
  userId: asId<'user'>('ann'),
  sid: asId<'session'>('one'),
  workspaceId: null,
  expiresAt: new Date(expiresAt),
});

class FakeSocket {
  readonly said: unknown[] = [];
  isOpen = true;
  readonly data = new SocketState(claim('2026-11-21T12:00:00Z'), '198.51.100.1', null);

  emit(...words: unknown[]): void {
    this.said.push(words);
  }

  disconnect(): void {
    this.isOpen = false;
  }
}

const socket = new FakeSocket();
const lookAt = (time: string) => {
  new TokenExpiry(new FixedClock(new Date(time))).check([socket as unknown as ClientSocket]);
  return [socket.said.length, socket.isOpen];
};

it('J8 tells it once, waits a minute for another token, then closes', () => {
  expect(lookAt('2026-11-21T11:59:59Z')).toEqual([0, true]);
  expect(lookAt('2026-11-21T12:00:00Z')).toEqual([1, true]);
  expect(socket.said).toEqual([
    ['auth:expired', expect.objectContaining({ closesAt: '2026-11-21T12:01:00.000Z' })],
  ]);
  expect(lookAt('2026-11-21T12:00:59Z')).toEqual([1, true]);
  socket.data.renew(claim('2026-11-21T12:15:00Z'));
  expect(lookAt('2026-11-21T12:01:30Z')).toEqual([1, true]);
  expect(lookAt('2026-11-21T12:15:10Z')).toEqual([2, true]);
  expect(lookAt('2026-11-21T12:16:00Z')).toEqual([2, false]);
});
