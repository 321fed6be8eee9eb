import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { anyone, email, endpoint, line, orSignedIn, secret, uuid } from '../../../core/kit';
import { RegisterByAdmin } from '../application/RegisterByAdmin';
import { RegisterInvited } from '../application/RegisterInvited';
import { RegisterUser } from '../application/RegisterUser';
import { SignUp } from '../application/SignUp';
import type { BuiltInRole } from '../../role';
import { roleSchema } from '../../workspace';
import { newPassword } from './auth.schemas';
import { CallerIfAny } from './CallerIfAny';
import { RefreshCookie } from './RefreshCookie';
import { registeredByAdmin, registeredByAdminSchema } from './registeredByAdmin';
import { deliverySchema, registeredSchema, signInAnswer, signInSchema, type Delivery } from './signInAnswer';

interface SignUpBody {
  readonly name?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email: string;
  readonly password: string;
  readonly organizationName?: string;
  readonly workspaceName?: string;
  readonly tokenDelivery?: Delivery;
}

/** A whole name is split at its first blank. */
function namesOf({ name, firstName = '', lastName = '' }: SignUpBody) {
  if (name === undefined) return { firstName, lastName };
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return { firstName: first, lastName: rest.join(' ') };
}

const signUp = endpoint({
  method: 'post',
  path: '/auth/signup',
  access: anyone,
  limit: 'auth',
  tag: 'Auth',
  summary: 'Sign up with a workspace of your own',
  description: 'Account, workspace, ownership and session come into being together or not at all.',
  body: Joi.object<SignUpBody, true>({
    name: line(80),
    firstName: line(80),
    lastName: line(80),
    email: email().required(),
    password: newPassword(),
    organizationName: line(80),
    workspaceName: line(80),
    tokenDelivery: deliverySchema,
  })
    .xor('name', 'firstName')
    .and('firstName', 'lastName')
    .xor('organizationName', 'workspaceName'),
  responses: { 201: { description: 'Signed up and signed in', data: signInSchema } },
  refusals: ['EMAIL_TAKEN', 'HASHING_BUSY'],
  uses: { signUp: SignUp, cookie: RefreshCookie },
  async handle({ body, request }, use) {
    const organizationName = body.organizationName ?? body.workspaceName ?? '';
    const signIn = await use.signUp.execute({ ...body, ...namesOf(body), organizationName });
    return signInAnswer(request, use.cookie, {
      status: 201,
      message: 'Welcome',
      signIn,
      wanted: body.tokenDelivery,
    });
  },
});

interface RegisterBody {
  readonly email: string;
  readonly password?: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly invitationToken?: string;
  readonly tokenDelivery?: Delivery;
  readonly role?: BuiltInRole;
  readonly workspaceId?: string;
}

const register = endpoint({
  method: 'post',
  path: '/auth/register',
  access: orSignedIn(anyone),
  limit: 'auth',
  tag: 'Auth',
  summary: 'Register an account, without a workspace or by an invitation',
  description:
    'With `role` and `workspaceId` it is an admin who registers somebody else: they need `users.create` there, the ' +
    'person gets a mail to choose a password, and no tokens are given. ' +
    'With `invitationToken` account, verified address, membership and session come into being together; an ' +
    'account of the address that was never verified is taken over, and its sessions end. With the token of an ' +
    'invite link nothing is verified: the account has no workspace until its address is verified, and joins then.',
  body: Joi.object<RegisterBody, true>({
    email: email().required(),
    password: newPassword().optional().when('role', { not: Joi.exist(), then: Joi.required() }),
    firstName: line(80).required(),
    lastName: line(80).required(),
    invitationToken: secret().description('Of an invitation to this address by mail, or of an invite link.'),
    tokenDelivery: deliverySchema,
    role: roleSchema.description('By an admin: the role of the new member. Then no password is taken.'),
    workspaceId: uuid().description('By an admin: where the new member belongs.'),
  })
    .and('role', 'workspaceId')
    .without('role', ['password', 'invitationToken', 'tokenDelivery']),
  responses: {
    201: {
      description: 'Registered; signed in too, unless by an admin',
      data: Joi.alternatives(registeredSchema, registeredByAdminSchema),
    },
  },
  refusals: [
    'EMAIL_TAKEN',
    'HASHING_BUSY',
    'NOT_FOUND',
    'FORBIDDEN',
    'EMAIL_DOMAIN_REFUSED',
    'SEAT_LIMIT',
    'WORKSPACE_SUSPENDED',
    'EMAIL_NOT_VERIFIED',
  ],
  uses: {
    registerUser: RegisterUser,
    registerInvited: RegisterInvited,
    registerByAdmin: RegisterByAdmin,
    callerIfAny: CallerIfAny,
    cookie: RefreshCookie,
  },
  async handle({ body, request }, use) {
    const { role, workspaceId, invitationToken, password = '' } = body;
    if (role !== undefined && workspaceId !== undefined) {
      const account = { ...body, role, workspaceId: asId<'workspace'>(workspaceId.toLowerCase()) };
      const caller = await use.callerIfAny.of(request, account.workspaceId);
      return registeredByAdmin(await use.registerByAdmin.execute(caller, account), account);
    }
    const signIn =
      invitationToken === undefined
        ? await use.registerUser.execute({ ...body, password })
        : await use.registerInvited.execute({ ...body, password, invitationToken });
    const { id: userId, email: address } = signIn.user.state;
    return signInAnswer(request, use.cookie, {
      status: 201,
      message: 'Registered',
      signIn,
      wanted: body.tokenDelivery,
      extra: { userId, email: address },
    });
  },
});

export const signUpEndpoints = [signUp, register];
