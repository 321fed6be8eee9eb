import { invite } from '../app/inviting';
import { aMember, aSuperAdmin, aVerifiedOwner, aVerifiedPerson } from '../app/members';
import { anOwner } from '../app/people';
import type { TestApp } from '../app/TestApp';

/** Everybody whom a route may meet, in the order of the matrix; all of them look at the workspace of `owner`. */
export const CAST = [
  'anonymous',
  'unverified',
  'outsider',
  'viewer',
  'member',
  'manager',
  'admin',
  'owner',
  'inactive',
  'invited',
  'removed',
  'banned',
  'superAdmin',
] as const;
export type Character = (typeof CAST)[number];

export interface Cast {
  readonly workspaceId: string;
  /** Access tokens; nobody is anonymous with one. */
  readonly tokens: Readonly<Record<Character, string | undefined>>;
}

export async function aCast(app: TestApp): Promise<Cast> {
  const owner = await aVerifiedOwner(app);
  const { workspaceId } = owner;
  const inWorkspace = async (role: Parameters<typeof aMember>[2]) => aMember(app, workspaceId, role);
  const [viewer, member, manager, admin] = [
    await inWorkspace('viewer'),
    await inWorkspace('member'),
    await inWorkspace('manager'),
    await inWorkspace('admin'),
  ];
  const unverified = await anOwner(app);
  await app.sql(`INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, 'owner')`, [
    workspaceId,
    unverified.id,
  ]);
  const inactive = await inWorkspace('admin');
  await app.sql(`UPDATE memberships SET status = 'inactive' WHERE user_id = $1`, [inactive.id]);
  const invited = await aVerifiedPerson(app);
  await invite(app, owner, workspaceId, { email: invited.email, role: 'admin' }).expect(201);
  const removed = await inWorkspace('admin');
  await app.sql('DELETE FROM memberships WHERE user_id = $1', [removed.id]);
  const banned = await inWorkspace('admin');
  await app.sql(`UPDATE users SET status = 'banned' WHERE id = $1`, [banned.id]);
  const outsider = await aVerifiedOwner(app);
  const superAdmin = await aSuperAdmin(app);
  const people = {
    ...{ unverified, outsider, viewer, member, manager, admin, owner },
    ...{ inactive, invited, removed, banned, superAdmin },
  };
  const tokens = Object.entries(people).map(([name, { accessToken }]) => [name, accessToken]);
  return { workspaceId, tokens: { anonymous: undefined, ...Object.fromEntries(tokens) } };
}
