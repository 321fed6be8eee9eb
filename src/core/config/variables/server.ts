import { flag, matching, oneOf, parsed, strong, text, wholeNumber } from '../kinds';
import { originList, webAddress } from '../origins';
import { sentryAddress } from '../sentryAddress';
import { urlPath } from '../urlPath';
import { trustedProxies } from '../trustedProxies';

export const HOST_PATTERN = /^[\w:][\w.:-]*$/;

export const serverVariables = {
  NODE_ENV: oneOf(['production', 'development', 'test'], {
    about: 'What this process is run for; production refuses every unsafe setting.',
    whenUnset: 'development',
    example: 'production',
  }),
  PROCESS_ROLE: oneOf(['all', 'api', 'worker'], {
    about:
      'What this process does: api answers requests and sockets, worker relays events, works off jobs and cleans up, all does both.',
    whenUnset: 'all',
    example: 'api',
  }),
  HOST: matching(HOST_PATTERN, 'a host name or an address', {
    about: 'Address to listen on.',
    whenUnset: '127.0.0.1 with the embedded database, else 0.0.0.0',
    example: '0.0.0.0',
  }),
  PORT: wholeNumber(0, 65_535, {
    about: 'Port to listen on; 0 takes any free one.',
    whenUnset: '3000; outside production the next free port when it is taken',
    example: '3000',
  }),
  API_PREFIX: parsed('a path', urlPath, {
    about: 'First part of the base path of the API.',
    whenUnset: '/api',
    example: '/api',
  }),
  API_VERSION: matching(/^[a-z0-9][a-z0-9._-]*$/i, 'one path segment', {
    about: 'Second part of the base path of the API.',
    whenUnset: 'v1',
    example: 'v1',
  }),
  DATA_DIR: text(
    {
      about:
        'Folder for everything kept on disk: the embedded database, made secrets, the local mailbox, pictures.',
      whenUnset: '.data',
      example: '/var/lib/portico',
    },
    'a folder',
  ),
  FRONTEND_URL: parsed('a web address', webAddress, {
    about: 'Where the links in mails lead; https in production, for example https://app.example.com.',
    whenUnset: "outside production this server's own address, where plain pages serve the links",
    example: 'https://app.example.com',
    requiredInProduction: true,
  }),
  CORS_ORIGINS: parsed('origins separated by commas', originList, {
    about: 'Origins that browsers may call from, separated by commas; https in production, no wildcards.',
    whenUnset: 'outside production FRONTEND_URL, http://localhost:* and http://127.0.0.1:*',
    example: 'https://app.example.com,https://admin.example.com',
    requiredInProduction: true,
  }),
  TRUST_PROXY: parsed('a number of proxies or their addresses', trustedProxies, {
    about: 'How many proxies stand in front, or their addresses or CIDR ranges separated by commas.',
    whenUnset: '0, so that the address of a client is the one of its connection',
    example: '1',
  }),
  DOCS_ENABLED: flag({
    about: 'Serves the API documentation at /api/docs.',
    whenUnset: 'false in production, else true',
    example: 'true',
  }),
  METRICS_TOKEN: strong({
    about: 'Bearer token that GET /metrics asks for, at least 32 bytes.',
    whenUnset: 'outside production the metrics are open, in production they are off',
  }),
  LOG_LEVEL: oneOf(['error', 'warn', 'info', 'debug'], {
    about: 'Least important log lines that are written: error, warn, info or debug.',
    whenUnset: 'info',
    example: 'info',
  }),
  SENTRY_DSN: parsed('a DSN of Sentry', sentryAddress, {
    about: 'Where errors are reported to, beside the log: a Sentry, or what speaks its protocol.',
    whenUnset: 'errors are in the log only',
    secret: true,
  }),
};
