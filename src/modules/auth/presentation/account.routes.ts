import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import {
  endpoint,
  notFound,
  ok,
  pageAnswer,
  pageOf,
  pageQuery,
  signedIn,
  time,
  uuid,
} from '../../../core/kit';
import { MyProfile, ownUserSchema, ownUserView } from '../../user';
import { roleSchema, WorkspaceDetails, workspaceSchema, workspaceView } from '../../workspace';
import { EndSessions } from '../application/EndSessions';
import { MySessions } from '../application/MySessions';
import { SecurityLog } from '../application/SecurityLog';
import { sessionEnded } from '../domain/errors';
import { done, doneSchema } from './auth.schemas';

const me = endpoint({
  method: 'get',
  path: '/auth/me',
  access: signedIn,
  tag: 'Auth',
  summary: 'Who you are, and where',
  description: 'The workspace is the one in `X-Workspace-Id`, else the one of the access token.',
  responses: {
    200: {
      description: 'Account, workspace, role and what it permits',
      data: Joi.object({
        user: ownUserSchema.required(),
        workspace: workspaceSchema.allow(null).required(),
        role: roleSchema.allow(null).required(),
        permissions: Joi.array().items(Joi.string()).required(),
      }).id('Me'),
    },
  },
  uses: { myProfile: MyProfile, workspaceDetails: WorkspaceDetails },
  async handle({ caller, tenancy }, { myProfile, workspaceDetails }) {
    const [profile, workspace] = await Promise.all([
      myProfile.read(caller.userId),
      tenancy && workspaceDetails.read(caller.userId, tenancy.workspaceId),
    ]);
    if (!profile) throw sessionEnded();
    return ok('You', {
      user: ownUserView(profile.state, profile.version),
      workspace: workspace && workspaceView(workspace, workspace.version),
      role: tenancy?.role ?? null,
      permissions: tenancy ? [...tenancy.permissions].sort() : [],
    });
  },
});

const sessionSchema = Joi.object({
  id: uuid().required(),
  current: Joi.boolean().required(),
  ip: Joi.string().allow(null).required(),
  userAgent: Joi.string().allow(null).required(),
  createdAt: time().required(),
  lastUsedAt: time().required(),
  expiresAt: time().required(),
}).id('Session');

const listSessions = endpoint({
  method: 'get',
  path: '/auth/sessions',
  access: signedIn,
  tag: 'Auth',
  summary: 'List where you are signed in',
  query: pageQuery,
  responses: { 200: { description: 'Your sessions, newest first', data: Joi.array().items(sessionSchema) } },
  uses: { mySessions: MySessions },
  async handle({ caller, query }, { mySessions }) {
    const { data, meta } = pageAnswer(await mySessions.list(caller.userId, pageOf(query)), query.limit);
    const sessions = data.map((session) => ({ ...session, current: session.id === caller.sid }));
    return ok('Your sessions', sessions, { meta });
  },
});

const revokeSession = endpoint({
  method: 'delete',
  path: '/auth/sessions/:id',
  access: signedIn,
  tag: 'Auth',
  summary: 'Sign out of one of your sessions',
  responses: { 200: { description: 'The session has ended', data: doneSchema } },
  uses: { endSessions: EndSessions },
  async handle({ caller, params }, { endSessions }) {
    const isMine = await endSessions.revoke(caller.userId, asId<'session'>(params.id.toLowerCase()));
    if (!isMine) throw notFound();
    return ok('Session ended', done);
  },
});

const securityEntrySchema = Joi.object({
  id: uuid().required(),
  action: Joi.string().required(),
  occurredAt: time().required(),
  ip: Joi.string().allow(null).required(),
  userAgent: Joi.string().allow(null).required(),
  requestId: Joi.string().allow(null).required(),
  details: Joi.object().unknown(true).required(),
}).id('SecurityLogEntry');

const securityLog = endpoint({
  method: 'get',
  path: '/auth/security-log',
  access: signedIn,
  tag: 'Auth',
  summary: 'Read what happened around your sign-in',
  description:
    'Sign-ins, failures, locks, theft, changes of password and second factor, and refusals, newest first.',
  query: pageQuery,
  responses: { 200: { description: 'Your security log', data: Joi.array().items(securityEntrySchema) } },
  uses: { log: SecurityLog },
  async handle({ caller, query }, { log }) {
    const { data, meta } = pageAnswer(await log.list(caller.userId, pageOf(query)), query.limit);
    return ok('Your security log', data, { meta });
  },
});

export const accountEndpoints = [me, listSessions, revokeSession, securityLog];
