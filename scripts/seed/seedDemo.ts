import type { Resolve } from '../../src/core/application/Injectable';
import { UnitOfWork } from '../../src/core/application/UnitOfWork';
import type { UserId, WorkspaceId } from '../../src/core/domain/ids';
import type { SequelizeUnitOfWork } from '../../src/core/infrastructure/database/SequelizeUnitOfWork';
import { ChoosePassword } from '../../src/modules/auth/application/ChoosePassword';
import { Credentials } from '../../src/modules/auth/application/Credentials';
import { permissionsOf } from '../../src/modules/role';
import { CreateRole } from '../../src/modules/role/application/CreateRole';
import { ConfirmEmail, FindAccount, OpenAccount } from '../../src/modules/user';
import { AdmitMember, FoundWorkspace } from '../../src/modules/workspace';
import type { Actor } from '../../src/modules/workspace/application/Actor';
import { ChangeMember } from '../../src/modules/workspace/application/ChangeMember';
import { InviteMember } from '../../src/modules/workspace/application/InviteMember';
import { SetMemberRoles } from '../../src/modules/workspace/application/SetMemberRoles';
import { DEMO_PASSWORD, DEMO_PEOPLE, DEMO_WORKSPACES, emailOf, type DemoWorkspace } from './demo';

const SCOPE = { as: 'system', for: 'seeding a demo' } as const;

/**
 * The demo by the use cases themselves, with their audit rows, events and mails, in one transaction.
 * @param progress is told what was done, in a few words.
 * @returns false when it was there before; then nothing is written.
 * @throws DomainError EMAIL_TAKEN, SLUG_TAKEN when something of it is in use; then nothing is written either.
 */
export async function seedDemo(get: Resolve, progress: (done: string) => void): Promise<boolean> {
  const unit = get(UnitOfWork) as SequelizeUnitOfWork;
  const first = emailOf(DEMO_PEOPLE[0]);
  if (await unit.run(SCOPE, () => get(FindAccount).byEmail(first))) return false;
  const choose = get(ChoosePassword);
  const passwordHash = await choose.hash(choose.judge(DEMO_PASSWORD, 'password', []));
  await unit.together(SCOPE, async () => {
    const people = await openAccounts(get, passwordHash);
    progress(`${people.size} people`);
    for (const workspace of DEMO_WORKSPACES) {
      await fill(get, workspace, people);
      progress(`${workspace.name} with ${workspace.members.length} members`);
    }
  });
  return true;
}

async function openAccounts(get: Resolve, passwordHash: string): Promise<Map<string, UserId>> {
  const people = new Map<string, UserId>();
  for (const person of DEMO_PEOPLE) {
    const [firstName = '', lastName = ''] = person.split(' ');
    const email = emailOf(person);
    await get(UnitOfWork).run(SCOPE, async () => {
      const { id } = await get(OpenAccount).execute(email, { firstName, lastName });
      await get(Credentials).set(id, passwordHash);
      await get(ConfirmEmail).execute(id, email);
      people.set(person, id);
    });
  }
  return people;
}

async function fill(get: Resolve, demo: DemoWorkspace, people: Map<string, UserId>): Promise<void> {
  const idOf = (person: string) => people.get(person) as UserId;
  const [founder, ...members] = demo.members.map((member) => ({ ...member, id: idOf(member.person) }));
  const workspaceId = await get(UnitOfWork).run(SCOPE, async () => {
    const workspace = await get(FoundWorkspace).execute(demo, founder?.id as UserId);
    for (const { id, role } of members) await get(AdmitMember).execute(workspace.state.id, id, role);
    return workspace.state.id;
  });
  const owner = anOwner(founder?.id as UserId, workspaceId);
  const roles = await makeRoles(get, owner, demo);
  for (const { id, customRole, isInactive } of members) {
    if (customRole !== undefined)
      await get(SetMemberRoles).execute(owner, id, [roles.get(customRole) ?? ''], null);
    if (isInactive) await get(ChangeMember).execute(owner, id, { status: 'inactive' }, null);
  }
  for (const invitation of demo.invitations) await get(InviteMember).execute(owner, invitation);
}

async function makeRoles(
  get: Resolve,
  owner: Actor,
  { customRoles }: DemoWorkspace,
): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const { name, permissions } of customRoles) {
    const role = await get(CreateRole).execute(
      owner,
      { ...owner, suspended: false, mfaMissing: false },
      { name, permissions: [...permissions] },
    );
    made.set(name, role.state.id);
  }
  return made;
}

function anOwner(userId: UserId, workspaceId: WorkspaceId): Actor {
  return { userId, workspaceId, role: 'owner', permissions: permissionsOf('owner'), isSuperAdmin: false };
}
