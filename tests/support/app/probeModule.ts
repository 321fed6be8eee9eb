import Joi from 'joi';
import {
  anyone,
  defineModule,
  endpoint,
  may,
  member,
  ok,
  signedIn,
  superAdmin,
  text,
} from '../../../src/core/kit';

const data = Joi.object().unknown(true);
const common = {
  tag: 'Probe',
  summary: 'Probe',
  responses: { 200: { description: 'Done', data } },
  uses: {},
};

/** What went wrong in the handler, in words that must not reach a client. */
export const FAULT = 'SELECT secret FROM /srv/portico/faults.ts';

function failure(kind: unknown): unknown {
  const faults: Readonly<Record<string, unknown>> = { nothing: undefined, null: null, text: FAULT };
  return typeof kind === 'string' && kind in faults ? faults[kind] : new Error(FAULT);
}

const endpoints = [
  endpoint({
    ...common,
    method: ['get', 'delete'],
    path: '/probe/:workspaceId/books/:id',
    access: member,
    handle: ({ params, tenancy }) => ok('A book', { ...params, entered: tenancy.workspaceId }),
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/probe/:workspaceId/books',
    access: may('roles.manage'),
    body: Joi.object({ title: text(20).required(), pages: Joi.number().integer().min(1).required() }),
    handle: ({ body }) => ok('Written', body),
  }),
  endpoint({
    ...common,
    method: 'get',
    path: '/probe/platform',
    access: superAdmin,
    handle: () => ok('Yes', {}),
  }),
  endpoint({
    ...common,
    method: 'get',
    path: '/probe/here',
    access: signedIn,
    handle: ({ tenancy }) => ok('Here', { workspaceId: tenancy?.workspaceId ?? null }),
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/probe/fault',
    access: anyone,
    body: Joi.object({ kind: Joi.string() }),
    handle: ({ body }) => {
      throw failure((body as { kind?: unknown }).kind);
    },
  }),
  endpoint({
    ...common,
    method: 'get',
    path: '/probe/fault',
    access: anyone,
    handle: () => Promise.reject(new Error(FAULT)),
  }),
];

/** Routes that are there to be refused and to fail. */
export const probeModule = defineModule({
  name: 'probe',
  permissions: {},
  events: {},
  mails: {},
  endpoints,
  reactions: [],
  jobs: [],
  tables: [],
  models: [],
  services: [],
  bind: () => undefined,
});
