import { aMember, aVerifiedOwner, type Role, type VerifiedOwner } from '../app/members';
import type { Person } from '../app/people';
import type { CrashScene } from './CrashScene';

/** An owner who acts in their workspace, and somebody else who is in it. */
export async function ownerAnd(app: CrashScene, role: Role = 'member') {
  const by: VerifiedOwner = await aVerifiedOwner(app);
  const { workspaceId } = by;
  const other: Person = await aMember(app, workspaceId, role);
  return { by, other, workspaceId, at: { workspaceId, userId: other.id } };
}

/** An owner who acts in their workspace. */
export async function anOwnerAt(app: CrashScene) {
  const by: VerifiedOwner = await aVerifiedOwner(app);
  return { by, at: { workspaceId: by.workspaceId } };
}
