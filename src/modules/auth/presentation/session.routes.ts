import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import {
  anyone,
  email,
  endpoint,
  ok,
  orSignedIn,
  refreshTokenBearer,
  secret,
  tokenMissing,
  uuid,
} from '../../../core/kit';
import { AccessTokens } from '../application/AccessTokens';
import { EndSessions } from '../application/EndSessions';
import { LiveSessions } from '../application/LiveSessions';
import { LogIn, type LogInInput } from '../application/LogIn';
import { RefreshSession } from '../application/RefreshSession';
import { refreshInvalid } from '../domain/errors';
import { done, doneSchema, mfaCode, password } from './auth.schemas';
import { callerOfLogout } from './callerOfLogout';
import { RefreshCookie } from './RefreshCookie';
import { RefreshTokenCall } from './RefreshTokenCall';
import { deliverySchema, signInAnswer, signInSchema, type Delivery } from './signInAnswer';

const login = endpoint({
  method: 'post',
  path: '/auth/login',
  access: anyone,
  limit: 'auth',
  tag: 'Auth',
  summary: 'Sign in with a password',
  description:
    'An account whose second factor is on needs `mfaCode`, too: 401 `MFA_REQUIRED` without it, once the password was ' +
    'right. Wrong passwords and wrong codes count together, and lock the address.',
  body: Joi.object<LogInInput & { tokenDelivery?: Delivery }, true>({
    email: email().required(),
    password: password(),
    mfaCode: mfaCode(),
    workspaceId: uuid(),
    tokenDelivery: deliverySchema,
  }),
  responses: { 200: { description: 'Signed in', data: signInSchema } },
  refusals: [
    'INVALID_CREDENTIALS',
    'MFA_REQUIRED',
    'MFA_INVALID',
    'ACCOUNT_INACTIVE',
    'NOT_FOUND',
    'WORKSPACE_SUSPENDED',
    'ACCOUNT_LOCKED',
    'HASHING_BUSY',
  ],
  uses: { logIn: LogIn, cookie: RefreshCookie },
  async handle({ body, request }, { logIn, cookie }) {
    const signIn = await logIn.execute(body);
    return signInAnswer(request, cookie, {
      status: 200,
      message: 'Signed in',
      signIn,
      wanted: body.tokenDelivery,
    });
  },
});

const refresh = endpoint({
  method: 'post',
  path: ['/auth/refresh-token', '/auth/refresh'],
  access: refreshTokenBearer,
  limit: 'auth',
  tag: 'Auth',
  summary: 'Trade a refresh token for its successor',
  description:
    'By cookie (with `X-CSRF-Token`) or in the body. The same token again within ten seconds gets the same successor.',
  body: Joi.object<{ refreshToken?: string; workspaceId?: string }, true>({
    refreshToken: secret(),
    workspaceId: uuid(),
  }),
  responses: { 200: { description: 'Refreshed', data: signInSchema } },
  refusals: ['REFRESH_INVALID', 'REFRESH_REUSED', 'SESSION_ENDED', 'WORKSPACE_SUSPENDED', 'NOT_FOUND'],
  uses: { call: RefreshTokenCall, refreshSession: RefreshSession, cookie: RefreshCookie },
  async handle({ body, request }, { call, refreshSession, cookie }) {
    const presented = call.presented(request, body.refreshToken);
    if (!presented) throw tokenMissing();
    if (!(await call.session(request, presented))) throw refreshInvalid();
    const wanted = body.workspaceId === undefined ? null : asId<'workspace'>(body.workspaceId.toLowerCase());
    const signIn = await refreshSession.execute(presented.token, wanted);
    return signInAnswer(request, cookie, { status: 200, message: 'Refreshed', signIn, wanted: presented.by });
  },
});

const leavingBody = Joi.object<{ refreshToken?: string }, true>({ refreshToken: secret() });

const logout = endpoint({
  method: 'post',
  path: '/auth/logout',
  access: orSignedIn(refreshTokenBearer),
  tag: 'Auth',
  summary: 'Sign out of this session',
  description: 'By access token, refresh token or cookie. Signing out twice is no error.',
  body: leavingBody,
  responses: { 200: { description: 'Signed out', data: doneSchema } },
  uses: { call: RefreshTokenCall, tokens: AccessTokens, live: LiveSessions, endSessions: EndSessions },
  async handle({ body, request }, { call, tokens, live, endSessions }) {
    const caller = await callerOfLogout(request, body.refreshToken, call, tokens, live);
    if (caller) await endSessions.one(caller.sessionId, caller.userId);
    return ok('Signed out', done, { cookies: [call.clearCookie(request)] });
  },
});

const logoutAll = endpoint({
  method: 'post',
  path: '/auth/logout-all',
  access: orSignedIn(refreshTokenBearer),
  tag: 'Auth',
  summary: 'Sign out of every session',
  body: leavingBody,
  responses: { 200: { description: 'Signed out everywhere', data: doneSchema } },
  uses: { call: RefreshTokenCall, tokens: AccessTokens, live: LiveSessions, endSessions: EndSessions },
  async handle({ body, request }, { call, tokens, live, endSessions }) {
    const caller = await callerOfLogout(request, body.refreshToken, call, tokens, live);
    if (caller?.isLive) await endSessions.allOf(caller.userId, 'logout-all');
    return ok('Signed out everywhere', done, { cookies: [call.clearCookie(request)] });
  },
});

const csrfToken = endpoint({
  method: 'get',
  path: '/auth/csrf-token',
  access: refreshTokenBearer,
  tag: 'Auth',
  summary: 'Get the CSRF token of the session in the cookie',
  responses: {
    200: {
      description: 'To be sent as X-CSRF-Token',
      data: Joi.object({ csrfToken: Joi.string().required() }),
    },
  },
  refusals: ['REFRESH_INVALID'],
  uses: { call: RefreshTokenCall },
  async handle({ request }, { call }) {
    return ok('CSRF token', { csrfToken: await call.csrfToken(request) });
  },
});

export const sessionEndpoints = [login, refresh, logout, logoutAll, csrfToken];
