import type { Test } from 'supertest';
import type { Person } from './people';
import type { Api } from './Api';

export interface CustomRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly version: number;
}

let made = 0;

export function makeRole(
  app: Api,
  { accessToken: token }: Pick<Person, 'accessToken'>,
  workspaceId: string,
  body: object,
): Test {
  return app.post(`/workspaces/${workspaceId}/roles`, body, { token });
}

/** A role the workspace made for itself. */
export async function aRole(
  app: Api,
  owner: Person & { readonly workspaceId: string },
  permissions: readonly string[] = [],
  name = `Role ${(made += 1)}`,
): Promise<CustomRole> {
  const answer = await makeRole(app, owner, owner.workspaceId, { name, permissions }).expect(201);
  return answer.body.data as CustomRole;
}

export function setRoles(
  app: Api,
  { accessToken: token }: Pick<Person, 'accessToken'>,
  workspaceId: string,
  { id }: Pick<Person, 'id'>,
  roleIds: readonly unknown[],
  headers: Readonly<Record<string, string>> = {},
): Test {
  const path = `/workspaces/${workspaceId}/members/${id}/roles`;
  return app.call('put', path, { roleIds }, { token, headers });
}
