import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { endpoint, may, member, ok, text, uuid } from '../../../core/kit';
import { AcceptOwnership } from '../application/AcceptOwnership';
import { OfferOwnership } from '../application/OfferOwnership';
import { done, doneSchema } from './workspace.views';

const ofPassword = ['INVALID_CREDENTIALS', 'ACCOUNT_LOCKED', 'HASHING_BUSY'];
const password = () => text(1024).required();

const offer = endpoint({
  method: 'post',
  path: '/workspaces/:workspaceId/transfer-ownership',
  access: may('workspaces.transfer'),
  tag: 'Members',
  summary: 'Offer the ownership to another member',
  description:
    'They get a mail, and seven days to accept. Until then nothing changes; a new offer replaces an open one.',
  body: Joi.object<{ userId: string; password: string }, true>({
    userId: uuid().required(),
    password: password(),
  }),
  responses: { 200: { description: 'The offer is open', data: doneSchema } },
  refusals: [...ofPassword, 'NOT_FOUND', 'TRANSFER_IMPOSSIBLE'],
  uses: { offerOwnership: OfferOwnership },
  async handle({ caller, tenancy, body }, { offerOwnership }) {
    const to = asId<'user'>(body.userId.toLowerCase());
    await offerOwnership.execute(caller, tenancy.workspaceId, to, body.password);
    return ok('Ownership offered', done);
  },
});

const accept = endpoint({
  method: 'post',
  path: '/workspaces/:workspaceId/transfer-ownership/accept',
  access: member,
  tag: 'Members',
  summary: 'Accept the ownership that was offered to you',
  description: 'You become an owner; whoever offered it becomes an admin.',
  body: Joi.object<{ password: string }, true>({ password: password() }),
  responses: { 200: { description: 'You are the owner', data: doneSchema } },
  refusals: [...ofPassword, 'NOT_FOUND', 'WORKSPACE_LIMIT'],
  uses: { acceptOwnership: AcceptOwnership },
  async handle({ caller, tenancy, body }, { acceptOwnership }) {
    await acceptOwnership.execute(caller, tenancy.workspaceId, body.password);
    return ok('You are the owner now', done);
  },
});

export const ownershipEndpoints = [offer, accept];
