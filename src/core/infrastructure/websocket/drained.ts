import type { Connection } from './SocketIo';

/** Packets that wait for the client to take them. */
export function unsent(connection: Connection): number {
  return (connection as unknown as { writeBuffer: readonly unknown[] }).writeBuffer.length;
}

/** Until the client took what was sent, or is gone. */
export async function drained(connection: Connection): Promise<void> {
  while (unsent(connection) > 0 && connection.readyState === 'open') {
    await new Promise<void>((resolve) => {
      const done = () => {
        connection.off('drain', done);
        connection.off('close', done);
        resolve();
      };
      connection.once('drain', done);
      connection.once('close', done);
    });
  }
}
