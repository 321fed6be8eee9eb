import { accept, invite, invitationToken, membersOf } from '../../support/app/inviting';
import {
  aMember,
  aVerifiedOwner,
  aVerifiedPerson,
  type Role,
  type VerifiedOwner,
} from '../../support/app/members';
import type { Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { aRole, setRoles } from '../../support/app/roles';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let ann: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
  ann = await aVerifiedOwner(app);
});
afterAll(() => app.stop());

const as = (person: Person) => ({ token: person.accessToken });
const inWorkspace = (role: Role) => aMember(app, ann.workspaceId, role);
const member = ({ id }: Person) => `/workspaces/${ann.workspaceId}/members/${id}`;
/** Somebody with a built-in role and a custom one that permits so much. */
const aMemberWho = async (role: Role, ...permissions: string[]): Promise<Person> => {
  const person = await inWorkspace(role);
  const { id } = await aRole(app, ann, permissions);
  await setRoles(app, ann, ann.workspaceId, person, [id]).expect(200);
  return person;
};
const DENIED = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] };

describe('a custom role lets its holders act below themselves, and raises nobody', () => {
  it('G9 a member who may invite brings in members and viewers', async () => {
    const ben = await aMemberWho('member', 'members.invite');
    for (const role of ['member', 'viewer'] as const) {
      const guest = await aVerifiedPerson(app);
      await invite(app, ben, ann.workspaceId, { email: guest.email, role }).expect(201);
      await accept(app, guest, await invitationToken(app, guest.email)).expect(200);
      expect(await membersOf(app, ann.workspaceId)).toMatchObject({ [guest.id]: role });
    }
  });

  it('G9 a member who may invite brings in nobody above themselves', async () => {
    const ben = await aMemberWho('member', 'members.invite');
    const body = { email: 'guest@example.com', role: 'manager' };
    await expectRefusal(app, () => invite(app, ben, ann.workspaceId, body), DENIED);
  });

  it('G8 a member who may remove takes away viewers, and nobody at or above them', async () => {
    const ben = await aMemberWho('member', 'members.remove', 'users.update', 'roles.assign');
    const [viewer, peer, manager] = [
      await inWorkspace('viewer'),
      await inWorkspace('member'),
      await inWorkspace('manager'),
    ];
    const remove = (person: Person) => app.call('delete', member(person), undefined, as(ben));
    await expectRefusal(app, () => remove(peer), DENIED);
    await expectRefusal(app, () => remove(manager), DENIED);
    await expectRefusal(app, () => remove(ann), DENIED);
    const change = (person: Person, body: object) => app.call('patch', member(person), body, as(ben));
    await expectRefusal(app, () => change(peer, { status: 'inactive' }), DENIED);
    await expectRefusal(app, () => change(viewer, { role: 'manager' }), DENIED);
    await expectRefusal(app, () => change(ben, { role: 'viewer' }), DENIED);
    await change(viewer, { status: 'inactive' }).expect(200);
    await remove(viewer).expect(200);
  });

  it('G8 a member who may assign gives viewers what they hold themselves', async () => {
    const ben = await aMemberWho('member', 'roles.assign', 'audit.read');
    const [viewer, peer] = [await inWorkspace('viewer'), await inWorkspace('member')];
    const [within, beyond] = [
      await aRole(app, ann, ['audit.read']),
      await aRole(app, ann, ['members.invite']),
    ];
    const give = (to: Person, role: { id: string }) => setRoles(app, ben, ann.workspaceId, to, [role.id]);
    await expectRefusal(app, () => give(peer, within), DENIED);
    await expectRefusal(app, () => give(viewer, beyond), DENIED);
    await expectRefusal(app, () => give(ben, within), DENIED);
    await give(viewer, within).expect(200);
  });

  it('H3 an invitation is worth nothing when the role is gone by which its sender might invite', async () => {
    const [ben, guest] = [await aMemberWho('member', 'members.invite'), await aVerifiedPerson(app)];
    await invite(app, ben, ann.workspaceId, { email: guest.email, role: 'member' }).expect(201);
    const token = await invitationToken(app, guest.email);
    await setRoles(app, ann, ann.workspaceId, ben, []).expect(200);
    await expectRefusal(app, () => accept(app, guest, token), { status: 404, code: 'NOT_FOUND' });
    expect(await membersOf(app, ann.workspaceId)).not.toHaveProperty(guest.id);
  });
});
