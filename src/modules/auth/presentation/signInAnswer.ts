import type { Request } from 'express';
import Joi from 'joi';
import { created, ok, time, type Answer } from '../../../core/kit';
import { ownUserSchema, ownUserView } from '../../user';
import { roleSchema, workspaceSchema, workspaceView } from '../../workspace';
import type { SignIn } from '../application/SignIn';
import type { RefreshCookie } from './RefreshCookie';

export type Delivery = 'cookie' | 'body';

export const deliverySchema = Joi.string()
  .valid('cookie', 'body')
  .description('How the refresh token comes back. A browser always gets the cookie.');

const fields = {
  user: ownUserSchema.required(),
  workspace: workspaceSchema.allow(null).required(),
  role: roleSchema.allow(null).required(),
  accessToken: Joi.string().required(),
  expiresIn: Joi.string().required().example('15m'),
  expiresAt: time().required(),
  refreshToken: Joi.string(),
};

export const signInSchema = Joi.object(fields).id('SignIn');
export const registeredSchema = Joi.object({
  ...fields,
  userId: Joi.string().guid().required(),
  email: Joi.string().email({ tlds: false, minDomainSegments: 1 }).required(),
}).id('Registered');

/** A browser sends one of these headers with every fetch; it never gets the refresh token where a script can read it. */
function isBrowser(request: Request): boolean {
  return request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined;
}

export interface SignInAnswer {
  readonly status: 200 | 201;
  readonly message: string;
  readonly signIn: SignIn;
  readonly wanted: Delivery | undefined;
  readonly extra?: Readonly<Record<string, unknown>>;
}

export function signInAnswer(request: Request, cookie: RefreshCookie, answer: SignInAnswer): Answer {
  const { user, entered, accessToken, expiresIn, expiresAt, refreshToken, refreshExpiresAt } = answer.signIn;
  const delivery = isBrowser(request) ? 'cookie' : (answer.wanted ?? 'body');
  const data = {
    user: ownUserView(user.state, user.version),
    workspace: entered && workspaceView(entered.workspace, entered.workspace.version),
    role: entered?.role ?? null,
    accessToken,
    expiresIn,
    expiresAt,
    ...(delivery === 'body' && { refreshToken }),
    ...answer.extra,
  };
  const cookies = delivery === 'cookie' ? [cookie.give(request, refreshToken, refreshExpiresAt)] : [];
  return (answer.status === 201 ? created : ok)(answer.message, data, { cookies });
}
