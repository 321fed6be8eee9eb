import { io, type Socket } from 'socket.io-client';

/** A process full of clients. It is told whom to connect, and tells when all of them heard an event. */
export type CrowdOrder =
  { readonly connect: readonly CrowdMember[]; readonly url: string } | { readonly expect: string };

export interface CrowdMember {
  readonly auth: Readonly<Record<string, string>>;
  /** Where the connection comes from: an address holds so many and no more. */
  readonly from: string;
}

export type CrowdReport =
  | { readonly connected: number }
  | { readonly failed: string }
  | { readonly expecting: string }
  | { readonly heard: string; readonly lastAt: number };

/** Connections that are being made at once. */
const AT_ONCE = 50;

const heard = new Map<string, number>();
const sockets: Socket[] = [];
let expected: string | null = null;

process.on('message', (order: CrowdOrder) => {
  if ('expect' in order) expect(order.expect);
  else void connectAll(order.url, [...order.connect]);
});
process.on('disconnect', () => process.exit(0));

async function connectAll(url: string, members: CrowdMember[]): Promise<void> {
  try {
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = members.pop(); next; next = members.pop()) await connect(url, next);
      }),
    );
    tell({ connected: sockets.filter(({ connected }) => connected).length });
  } catch (error) {
    tell({ failed: String(error) });
  }
}

function connect(url: string, { auth, from }: CrowdMember): Promise<void> {
  const place = { localAddress: from };
  const socket = io(url, {
    ...place,
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  sockets.push(socket);
  socket.on('workspace:updated', ({ name }: { name: string }) => hear(name));
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
    socket.io.once('close', (reason) => reject(new Error(`A socket was closed: ${reason}`)));
  });
}

function expect(name: string): void {
  expected = name;
  tell({ expecting: name });
}

function hear(name: string): void {
  if (name !== expected) return;
  const count = (heard.get(name) ?? 0) + 1;
  heard.set(name, count);
  if (count < sockets.length) return;
  heard.delete(name);
  tell({ heard: name, lastAt: performance.timeOrigin + performance.now() });
}

function tell(report: CrowdReport): void {
  process.send?.(report);
}
