import type { HttpConfig } from '../Config';
import type { Reading } from '../Reading';

export function readHttp(reading: Reading, embeddedDatabase: boolean): HttpConfig {
  const apiPrefix = reading.value('API_PREFIX') ?? '/api';
  return {
    host: reading.value('HOST') ?? (embeddedDatabase ? '127.0.0.1' : '0.0.0.0'),
    port: reading.value('PORT') ?? 3000,
    portChosen: reading.given('PORT'),
    apiPrefix,
    apiBase: `${apiPrefix}/${reading.value('API_VERSION') ?? 'v1'}`,
    trustProxy: reading.value('TRUST_PROXY') ?? 0,
    frontendUrl: reading.value('FRONTEND_URL') ?? null,
    corsOrigins: reading.value('CORS_ORIGINS') ?? null,
  };
}
