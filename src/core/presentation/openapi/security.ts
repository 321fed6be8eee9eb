import type { AnyEndpoint, Method } from '../endpoint';

export function securitySchemes(refreshCookie: string): object {
  return {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The `accessToken` of a sign-in answer. On this page, signing in fills it in.',
    },
    refreshCookie: {
      type: 'apiKey',
      in: 'cookie',
      name: refreshCookie,
      description: 'Set by a sign-in from a browser; no script can read it.',
    },
    csrfToken: {
      type: 'apiKey',
      in: 'header',
      name: 'X-CSRF-Token',
      description: 'What `GET /auth/csrf-token` answers; goes with the cookie.',
    },
  };
}

/** Alternatives: any one of them opens the call. An empty one stands for a refresh token in the body, or for nobody. */
export function securityOf({ access }: AnyEndpoint, method: Method): object[] {
  const bearer = [{ bearer: [] }];
  const orBearer = access.orSignedIn ? bearer : [];
  if (access.kind === 'anyone') return access.orSignedIn ? [{}, ...bearer] : [];
  if (access.kind !== 'refresh-token') return bearer;
  if (method === 'get') return [{ refreshCookie: [] }];
  return [{ refreshCookie: [], csrfToken: [] }, ...orBearer, {}];
}
