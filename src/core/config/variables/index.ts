import type { Variable } from '../Variable';
import { accountVariables } from './accounts';
import { databaseVariables } from './database';
import { fileVariables } from './files';
import { limitVariables } from './limits';
import { mailVariables } from './mail';
import { redisVariables } from './redis';
import { secretVariables } from './secrets';
import { serverVariables } from './server';
import { socketVariables } from './sockets';

/** Every environment variable that is read; validation, `.env.example` and the documentation live from it. */
export const VARIABLES = {
  ...serverVariables,
  ...socketVariables,
  ...databaseVariables,
  ...redisVariables,
  ...secretVariables,
  ...accountVariables,
  ...mailVariables,
  ...fileVariables,
  ...limitVariables,
};

export type VariableName = keyof typeof VARIABLES;
export type ValueOf<Name extends VariableName> =
  (typeof VARIABLES)[Name] extends Variable<infer Value> ? Value : never;

export const VARIABLE_NAMES = Object.keys(VARIABLES) as VariableName[];

export const VARIABLE_GROUPS: Readonly<Record<string, Readonly<Record<string, Variable>>>> = {
  Server: serverVariables,
  Sockets: socketVariables,
  Database: databaseVariables,
  Redis: redisVariables,
  Secrets: secretVariables,
  'Tokens and passwords': accountVariables,
  Mail: mailVariables,
  Pictures: fileVariables,
  'Rate limits': limitVariables,
};
