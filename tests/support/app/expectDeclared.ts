import type { Response } from 'supertest';
import type { AnyEndpoint } from '../../../src/core/kit';
import { methodsOf, pathsOf } from '../../../src/core/presentation/endpoint';

/**
 * Holds an answer against what its endpoint declares: the status, and `data` and `meta` with nothing
 * beyond their schemas.
 * Every test that calls the API checks this on the side (reliability G15).
 */
export function expectDeclared(endpoints: readonly AnyEndpoint[], path: string, response: Response): void {
  if (response.status >= 400) return;
  const endpoint = endpointAt(endpoints, response.request.method, path);
  if (!endpoint) throw new Error(`${path} answered ${response.status}, and no endpoint declares it`);
  const declared = endpoint.responses[response.status];
  if (!declared) throw new Error(`${path} does not declare the status ${response.status}`);
  if (response.type in (declared.files ?? {})) return;
  if (response.type !== 'application/json') return;
  const { data, meta } = response.body as { data: unknown; meta: unknown };
  const strictly = { abortEarly: false, convert: false };
  const error = declared.data.validate(data, strictly).error ?? declared.meta?.validate(meta, strictly).error;
  if (error) throw new Error(`${path} answered other data than it declares: ${error.message}`);
}

function endpointAt(
  endpoints: readonly AnyEndpoint[],
  method: string,
  path: string,
): AnyEndpoint | undefined {
  const [plain = ''] = path.split('?');
  const verb = method.toLowerCase();
  return endpoints.find(
    (endpoint) =>
      methodsOf(endpoint).some((known) => known === verb) &&
      pathsOf(endpoint).some((pattern) => matches(pattern, plain)),
  );
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith(':') || part === given[at])
  );
}
