import { createServer } from 'node:http';
import { Server } from 'socket.io';

/** Baseline: Socket.IO alone. Whoever connects is in the room it names; a POST is emitted to its room. */
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    const { room, name } = JSON.parse(decodeURIComponent(request.url?.slice(1) ?? '')) as Record<
      string,
      string
    >;
    const emittedAt = performance.timeOrigin + performance.now();
    io.to(String(room)).emit('workspace:updated', { ...SAME_SIZE, name });
    response.end(JSON.stringify({ emittedAt }));
  } else response.end('{"ok":true}');
});
const io = new Server(server, { serveClient: false });
io.on('connection', (socket) => void socket.join(String(socket.handshake.auth.room)));

const ID = '0190d0a0-0000-7000-8000-000000000000';
/** As large as the event that it is measured against. */
const SAME_SIZE = {
  ...{ id: ID, seq: 1, workspaceId: ID, actorId: ID, occurredAt: new Date(0).toISOString(), requestId: ID },
  ...{ slug: ID, plan: 'free', seatLimit: null },
};

server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => {
  void io.close().then(() => process.exit(0));
  server.closeAllConnections();
});
