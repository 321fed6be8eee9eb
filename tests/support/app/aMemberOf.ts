import { join, type Role } from './members';
import { aPerson, type Person } from './people';
import type { TestApp } from './TestApp';

export interface MemberFacts {
  readonly role?: Role;
  readonly name?: readonly [first: string, last: string];
  readonly email?: string;
  readonly verified?: boolean;
}

/** Somebody with an account of their own, made a member behind the application's back. */
export async function aMemberOf(
  app: TestApp,
  workspaceId: string | null,
  { role = 'member', name, email, verified = true }: MemberFacts = {},
): Promise<Person> {
  const person = await aPerson(app, { email });
  const [first, last] = name ?? ['Ann', 'Smith'];
  await app.sql('UPDATE users SET first_name = $2, last_name = $3, email_verified = $4 WHERE id = $1', [
    person.id,
    first,
    last,
    verified,
  ]);
  await join(app, workspaceId ?? '', person.id, role);
  return { ...person, workspaceId };
}
