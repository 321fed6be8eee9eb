import request, { type Test } from 'supertest';
import type { CallOptions, Method } from './TestApp';

const BASE = '/api/v1';

/** A call of the API that is served there. */
export function apiCall(
  url: string,
  method: Method,
  path: string,
  body?: object,
  { token, headers = {} }: CallOptions = {},
): Test {
  const test = request(url)
    [method](BASE + path)
    .set(headers);
  if (token !== undefined) void test.set('Authorization', `Bearer ${token}`);
  return body === undefined ? test : test.send(body);
}
