import Joi from 'joi';
import {
  created,
  endpoint,
  line,
  may,
  member,
  notFound,
  ok,
  pageAnswer,
  pageOf,
  pageQuery,
  orPlatform,
  signedIn,
  verified,
} from '../../../core/kit';
import { actorOf } from '../application/Actor';
import { CreateWorkspace } from '../application/CreateWorkspace';
import { EditWorkspace } from '../application/EditWorkspace';
import type { NewWorkspace } from '../application/FoundWorkspace';
import { WorkspaceDetails } from '../application/WorkspaceDetails';
import { WorkspaceList } from '../application/WorkspaceList';
import type { WorkspaceEdit } from '../domain/Workspace';
import { planSchema, seatLimitSchema, slugSchema, workspaceSchema, workspaceView } from './workspace.views';

const create = endpoint({
  method: 'post',
  path: '/workspaces',
  access: verified(signedIn),
  tag: 'Workspaces',
  summary: 'Found a workspace of your own',
  description:
    'You become its owner. Without a slug, a free one is made from the name. A person owns at most 100 workspaces that ' +
    'are not deleted.',
  takesIdempotencyKey: true,
  body: Joi.object<NewWorkspace, true>({
    name: line(80).required().example('Acme Inc'),
    slug: slugSchema,
    plan: planSchema,
  }),
  responses: { 201: { description: 'The new workspace', data: workspaceSchema } },
  refusals: ['WORKSPACE_LIMIT', 'SLUG_TAKEN'],
  uses: { createWorkspace: CreateWorkspace },
  async handle({ body, caller }, { createWorkspace }) {
    const { state, version } = await createWorkspace.execute(body, caller.userId);
    return created('Workspace founded', workspaceView(state, version), { version });
  },
});

const list = endpoint({
  method: 'get',
  path: '/workspaces',
  access: orPlatform(signedIn),
  tag: 'Workspaces',
  summary: 'List your workspaces',
  description: 'Newest first, suspended ones included. A super admin sees all workspaces.',
  query: pageQuery,
  responses: { 200: { description: 'Workspaces', data: Joi.array().items(workspaceSchema) } },
  uses: { workspaces: WorkspaceList },
  async handle({ caller, query }, { workspaces }) {
    const page = pageOf(query);
    const found = caller.isSuperAdmin ? await workspaces.all(page) : await workspaces.of(caller.userId, page);
    const { data, meta } = pageAnswer(found, query.limit);
    const views = data.map((workspace) => workspaceView(workspace, workspace.version));
    return ok('Workspaces', views, { meta });
  },
});

const read = endpoint({
  method: 'get',
  path: '/workspaces/:workspaceId',
  access: member,
  tag: 'Workspaces',
  summary: 'Read a workspace',
  responses: { 200: { description: 'The workspace', data: workspaceSchema } },
  uses: { details: WorkspaceDetails },
  async handle({ caller, tenancy }, { details }) {
    const workspace = await details.read(caller.userId, tenancy.workspaceId);
    if (!workspace) throw notFound();
    return ok('Workspace', workspaceView(workspace, workspace.version), { version: workspace.version });
  },
});

const edit = endpoint({
  method: ['patch', 'put'],
  path: '/workspaces/:workspaceId',
  access: may('workspaces.manage'),
  tag: 'Workspaces',
  summary: 'Change a workspace',
  description:
    'Changes the fields that are named. `If-Match` refuses when somebody changed it meanwhile. Only a super admin may set `seatLimit`; those who are in stay in.',
  body: Joi.object<WorkspaceEdit, true>({
    name: line(80),
    slug: slugSchema,
    plan: planSchema,
    seatLimit: seatLimitSchema,
  }).min(1),
  responses: { 200: { description: 'The workspace as it is now', data: workspaceSchema } },
  refusals: ['PRECONDITION_FAILED', 'VERSION_STALE', 'SLUG_TAKEN'],
  uses: { editWorkspace: EditWorkspace },
  async handle({ caller, tenancy, body, ifVersion }, { editWorkspace }) {
    const actor = actorOf(caller, tenancy);
    const { state, version } = await editWorkspace.execute(actor, body, ifVersion);
    return ok('Workspace changed', workspaceView(state, version), { version });
  },
});

export const workspaceEndpoints = [create, list, read, edit];
