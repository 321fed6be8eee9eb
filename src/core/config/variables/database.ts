import { matching, oneOf, parsed, text, wholeNumber } from '../kinds';
import { databaseAddress } from '../databaseAddress';
import { HOST_PATTERN } from './server';

export const databaseVariables = {
  DATABASE_URL: parsed('a PostgreSQL address', databaseAddress, {
    about:
      'PostgreSQL to use, or else DB_HOST; for example postgres://portico:password@db.example.com:5432/portico.',
    whenUnset: 'the DB_ names below; without them, outside production, the embedded PostgreSQL',
    example: 'postgres://portico:password@db.example.com:5432/portico',
    secret: true,
    requiredInProduction: true,
  }),
  DB_HOST: matching(HOST_PATTERN, 'a host name or an address', {
    about: 'Host of the PostgreSQL to use, in place of DATABASE_URL; needs DB_NAME and DB_USER.',
    whenUnset: 'see DATABASE_URL',
    example: 'db.example.com',
  }),
  DB_PORT: wholeNumber(1, 65_535, { about: 'Its port.', whenUnset: '5432', example: '5432' }),
  DB_NAME: text({ about: 'Name of the database.', whenUnset: 'see DB_HOST', example: 'portico' }),
  DB_USER: text({ about: 'Role to sign in as.', whenUnset: 'see DB_HOST', example: 'portico' }),
  DB_PASSWORD: text({ about: 'Password of that role.', whenUnset: 'none is sent', secret: true }),
  DB_MIGRATION_URL: parsed('a PostgreSQL address', databaseAddress, {
    about: 'The same database, signed in as the role that owns the tables; only migrations use it.',
    whenUnset: 'migrations run as the role above',
    example: 'postgres://portico_owner:password@db.example.com:5432/portico',
    secret: true,
  }),
  DB_LISTEN_URL: parsed('a PostgreSQL address', databaseAddress, {
    about:
      'The same database, past a pooler: processes wake each other over it, on one connection each (LISTEN).',
    whenUnset: 'they do so by the address above',
    example: 'postgres://portico:password@db.example.com:5432/portico',
    secret: true,
  }),
  DB_POOL_MIN: wholeNumber(0, 1000, {
    about: 'Connections kept open when idle.',
    whenUnset: '0',
    example: '2',
  }),
  DB_POOL_MAX: wholeNumber(1, 1000, {
    about: 'Connections opened at most.',
    whenUnset: '10',
    example: '10',
  }),
  DB_SSL: oneOf(['false', 'true', 'no-verify'], {
    about:
      'TLS to the database: true checks its certificate (NODE_EXTRA_CA_CERTS adds an authority), no-verify does not.',
    whenUnset: 'the sslmode of the address, else false',
    example: 'true',
  }),
};
