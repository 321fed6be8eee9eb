import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { endpoint, may, ok, uuid } from '../../../core/kit';
import { CheckPermission } from '../application/CheckPermission';

interface Question {
  readonly permission: string;
  readonly userId?: string;
}

const reasonSchema = Joi.object({
  kind: Joi.string()
    .valid('role', 'missing', 'suspended', 'banned', 'super_admin', 'mfa')
    .required()
    .description(
      '`role`: this role permits it. `missing`: no role does. `suspended`: the workspace is, or the member is deactivated. `banned`: the account is banned or deactivated. `super_admin`: of the platform. `mfa`: the workspace demands a second factor, and they have none on.',
    ),
  role: Joi.string().description('Name of the role.'),
  roleId: uuid(),
  permission: Joi.string(),
}).id('Reason');

const check = endpoint({
  method: 'post',
  path: '/workspaces/:workspaceId/permissions/check',
  access: may('users.read'),
  tag: 'Roles',
  summary: 'Ask whether somebody may do something, and why',
  description:
    'By the policy that every call is held against. About yourself, or about the member in `userId`. When it is allowed, `because` lists every role that permits it; otherwise everything that keeps them from it.',
  body: Joi.object<Question, true>({
    permission: Joi.string().max(100).required().example('members.invite'),
    userId: uuid(),
  }),
  responses: {
    200: {
      description: 'The verdict',
      data: Joi.object({
        allowed: Joi.boolean().required(),
        because: Joi.array().items(reasonSchema).min(1).required(),
      }).id('Verdict'),
    },
  },
  uses: { checkPermission: CheckPermission },
  async handle({ caller, tenancy, body }, { checkPermission }) {
    const userId = asId<'user'>((body.userId ?? caller.userId).toLowerCase());
    const verdict = await checkPermission.execute(caller, tenancy.workspaceId, body.permission, userId);
    return ok(verdict.allowed ? 'Allowed' : 'Not allowed', verdict);
  },
});

export const permissionCheckEndpoints = [check];
