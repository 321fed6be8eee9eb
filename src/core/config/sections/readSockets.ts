import type { SocketConfig } from '../Config';
import type { Reading } from '../Reading';

export function readSockets(reading: Reading): SocketConfig {
  const port = reading.value('SOCKET_PORT') ?? null;
  return {
    port: port === (reading.value('PORT') ?? 3000) ? null : port,
    corsOrigins: reading.value('SOCKET_CORS_ORIGIN') ?? null,
  };
}
