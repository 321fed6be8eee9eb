import type { Test } from 'supertest';
import { aVerifiedPerson, type VerifiedOwner } from './members';
import { aPerson, type Person } from './people';
import type { Api } from './Api';

export interface LinkFacts {
  readonly role?: string;
  readonly allowedDomains?: readonly string[];
  readonly maxUses?: number | null;
  readonly expiresInDays?: number;
}

export interface Link {
  readonly id: string;
  readonly token: string;
  readonly url: string;
}

export function makeLink(
  app: Api,
  { accessToken: token }: Pick<Person, 'accessToken'>,
  workspaceId: string,
  body: object = {},
): Test {
  return app.post(`/workspaces/${workspaceId}/invite-links`, { role: 'member', ...body }, { token });
}

/** A link of the host's workspace. @param by whoever makes it, instead of the host. */
export async function aLink(
  app: Api,
  host: VerifiedOwner,
  facts: LinkFacts = {},
  by: Person = host,
): Promise<Link> {
  const answer = await makeLink(app, by, host.workspaceId, facts).expect(201);
  const { id, token, url } = answer.body.data as Link;
  return { id, token, url };
}

export function revokeLink(app: Api, by: Person, workspaceId: string, id: string): Test {
  return app.call('delete', `/workspaces/${workspaceId}/invite-links/${id}`, undefined, {
    token: by.accessToken,
  });
}

export async function usesOf(app: Api, { id }: Pick<Link, 'id'>): Promise<number> {
  const [link] = await app.sql<{ uses: number }>('SELECT uses FROM invite_links WHERE id = $1', [id]);
  return link?.uses ?? -1;
}

/** Somebody verified, with an account of that address; without one, of any. */
export async function aVisitor(app: Api, email?: string): Promise<Person> {
  if (email === undefined) return aVerifiedPerson(app);
  const person = await aPerson(app, { email });
  await app.sql('UPDATE users SET email_verified = true WHERE id = $1', [person.id]);
  return person;
}
