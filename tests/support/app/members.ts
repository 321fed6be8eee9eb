import { anOwner, aPerson, type Person } from './people';
import type { Api } from './Api';

export type Role = 'owner' | 'admin' | 'manager' | 'member' | 'viewer';

/** Founder of a workspace who may invite. */
export interface VerifiedOwner extends Person {
  readonly workspaceId: string;
}

/** Their address is taken for theirs, behind the application's back. */
export function verified(app: Api, { id }: Pick<Person, 'id'>): Promise<object[]> {
  return app.sql('UPDATE users SET email_verified = true WHERE id = $1', [id]);
}

/** Somebody who is signed in and has shown that their address is theirs. */
export async function aVerifiedPerson(app: Api): Promise<Person> {
  const person = await aPerson(app);
  await verified(app, person);
  return person;
}

export async function aSuperAdmin(app: Api): Promise<Person> {
  const person = await aPerson(app);
  await app.sql(`UPDATE users SET platform_role = 'super_admin', email_verified = true WHERE id = $1`, [
    person.id,
  ]);
  return person;
}

/** Signed up with a workspace of their own, and verified. */
export async function aVerifiedOwner(app: Api): Promise<VerifiedOwner> {
  const owner = await anOwner(app);
  await verified(app, owner);
  return { ...owner, workspaceId: owner.workspaceId ?? '' };
}

/** Makes somebody a member, behind the application's back. */
export async function join(app: Api, workspaceId: string, userId: string, role: Role): Promise<void> {
  await app.sql('INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, $3)', [
    workspaceId,
    userId,
    role,
  ]);
}

/** Somebody new who is signed in, verified and a member. */
export async function aMember(app: Api, workspaceId: string, role: Role): Promise<Person> {
  const person = await aVerifiedPerson(app);
  await join(app, workspaceId, person.id, role);
  return person;
}
