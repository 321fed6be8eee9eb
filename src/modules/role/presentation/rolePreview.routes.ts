import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { endpoint, may, ok, pageAnswer, pageOf, pageQuery, uuid } from '../../../core/kit';
import { PreviewRole } from '../application/PreviewRole';
import { permissionsSchema } from './role.schemas';

const names = Joi.array().items(Joi.string()).required();
const affectedSchema = Joi.object({
  userId: uuid().required(),
  email: Joi.string().email({ tlds: false, minDomainSegments: 1 }).required(),
  name: Joi.string().required(),
  role: Joi.string().required().description('Their built-in role.'),
  gains: names.description('What they could do that they cannot do now.'),
  loses: names.description('What they could not do any more.'),
}).id('AffectedMember');

const preview = endpoint({
  method: 'post',
  path: '/workspaces/:workspaceId/roles/:roleId/preview',
  access: may('roles.manage'),
  tag: 'Roles',
  summary: 'See what other permissions of a role would change',
  description:
    'Nothing is written. Lists the active members who would gain or lose something; what another role of theirs permits is neither gained nor lost. Refuses what setting these permissions would refuse.',
  body: Joi.object<{ permissions: string[] }, true>({ permissions: permissionsSchema.required() }),
  query: pageQuery,
  responses: { 200: { description: 'Members with a difference', data: Joi.array().items(affectedSchema) } },
  refusals: ['ROLE_BUILT_IN'],
  uses: { previewRole: PreviewRole },
  async handle({ caller, tenancy, params, body, query }, { previewRole }) {
    const id = asId<'role'>(params.roleId.toLowerCase());
    const found = await previewRole.execute(caller, tenancy, id, body.permissions, pageOf(query));
    const { data, meta } = pageAnswer(found, query.limit);
    const views = data.map(({ id: userId, ...member }) => ({ userId, ...member }));
    return ok('What would change', views, { meta });
  },
});

export const rolePreviewEndpoints = [preview];
