import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { endpoint, may, notFound, ok, orPlatform, superAdmin, text } from '../../../core/kit';
import { ChangeAccountStatus } from '../application/ChangeAccountStatus';
import { ChangePlatformRole, type PlatformRoleChange } from '../application/ChangePlatformRole';
import { DeleteAccount } from '../application/DeleteAccount';
import { RestoreAccount } from '../application/RestoreAccount';
import { WorkspacePeople } from '../application/WorkspacePeople';
import type { AccountStatus } from '../domain/User';
import { deletedSchema, ownUserSchema, ownUserView } from './user.views';

const remove = endpoint({
  method: 'delete',
  path: '/users/:id',
  access: orPlatform(may('users.delete')),
  tag: 'Users',
  summary: 'Take somebody out of the workspace',
  description:
    'Their account stays. Nobody takes out somebody at or above them, except owners each other. A super admin ' +
    'deletes the account instead, which can be restored for 30 days. The last active super admin stays.',
  responses: { 200: { description: 'They are out', data: deletedSchema } },
  refusals: ['LAST_OWNER', 'LAST_SUPER_ADMIN'],
  uses: { people: WorkspacePeople, deleteAccount: DeleteAccount },
  async handle({ params, caller, tenancy }, { people, deleteAccount }) {
    const id = asId<'user'>(params.id.toLowerCase());
    if (caller.isSuperAdmin) {
      await deleteAccount.execute(caller.userId, id);
      return ok('Account deleted', { id });
    }
    if (!tenancy) throw notFound();
    await people.remove(caller, tenancy, id);
    return ok('Taken out of the workspace', { id });
  },
});

const restore = endpoint({
  method: 'post',
  path: '/users/:id/restore',
  access: superAdmin,
  tag: 'Users',
  summary: 'Restore a deleted account',
  description: 'Within 30 days, with its password and outside of every workspace.',
  responses: { 200: { description: 'The account', data: ownUserSchema } },
  refusals: ['NOT_FOUND', 'EMAIL_TAKEN'],
  uses: { restoreAccount: RestoreAccount },
  async handle({ params }, { restoreAccount }) {
    const { state, version } = await restoreAccount.execute(asId<'user'>(params.id.toLowerCase()));
    return ok('Account restored', ownUserView(state, version), { version });
  },
});

const changeStatus = endpoint({
  method: 'patch',
  path: '/users/:id/status',
  access: superAdmin,
  tag: 'Users',
  summary: 'Activate, deactivate or ban an account',
  description:
    'Whoever is not active is signed out everywhere and cannot sign in. The last active super admin stays active.',
  body: Joi.object<{ status: AccountStatus }, true>({
    status: Joi.string().valid('active', 'inactive', 'banned').required(),
  }),
  responses: { 200: { description: 'The account as it is now', data: ownUserSchema } },
  refusals: ['NOT_FOUND', 'PRECONDITION_FAILED', 'VERSION_STALE', 'LAST_SUPER_ADMIN'],
  uses: { changeAccountStatus: ChangeAccountStatus },
  async handle({ params, caller, body, ifVersion }, { changeAccountStatus }) {
    const id = asId<'user'>(params.id.toLowerCase());
    const user = await changeAccountStatus.execute(caller.userId, id, body.status, ifVersion);
    return ok('Status changed', ownUserView(user.state, user.version), { version: user.version });
  },
});

const changePlatformRole = endpoint({
  method: 'patch',
  path: '/users/:id/platform-role',
  access: superAdmin,
  tag: 'Users',
  summary: 'Make somebody a super admin, or take that from them',
  description:
    'With your own password. Only an active account with a verified e-mail becomes super admin. The last active one ' +
    'stays. A mail tells them; their sessions stay, and are judged anew at once.',
  body: Joi.object<PlatformRoleChange, true>({
    platformRole: Joi.string().valid('super_admin', null).required(),
    password: text(1024).required(),
  }),
  responses: { 200: { description: 'The account as it is now', data: ownUserSchema } },
  refusals: [
    ...['INVALID_CREDENTIALS', 'ACCOUNT_LOCKED', 'HASHING_BUSY', 'NOT_FOUND'],
    ...['PRECONDITION_FAILED', 'VERSION_STALE', 'PROMOTION_IMPOSSIBLE', 'LAST_SUPER_ADMIN'],
  ],
  uses: { changePlatformRole: ChangePlatformRole },
  async handle({ params, caller, body, ifVersion }, uses) {
    const id = asId<'user'>(params.id.toLowerCase());
    const { state, version } = await uses.changePlatformRole.execute(caller, id, body, ifVersion);
    return ok('Platform role changed', ownUserView(state, version), { version });
  },
});

export const accountsEndpoints = [remove, restore, changeStatus, changePlatformRole];
