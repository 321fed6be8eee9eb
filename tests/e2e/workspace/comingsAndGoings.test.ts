import { accept, invited } from '../../support/app/inviting';
import { aLink } from '../../support/app/inviteLinks';
import { aMember, aVerifiedOwner, aVerifiedPerson, type VerifiedOwner } from '../../support/app/members';
import { anEmail, PASSWORD, type Person } from '../../support/app/people';
import { TestApp, type Method } from '../../support/app/TestApp';

const NAME = { firstName: 'Bob', lastName: 'Jones' };

let app: TestApp;
let ann: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
  ann = await aVerifiedOwner(app);
});
afterAll(() => app.stop());

/** What the members of Ann's workspace were told while it happened. */
async function toldOf(name: string, what: () => Promise<unknown>): Promise<object[]> {
  const [before] = await app.sql<{ position: string }>(
    'SELECT coalesce(max(position), 0) AS position FROM outbox',
  );
  await what();
  const rows = await app.sql<{ payload: object }>(
    'SELECT payload FROM outbox WHERE workspace_id = $1 AND name = $2 AND position > $3 ORDER BY position',
    [ann.workspaceId, name, before?.position],
  );
  return rows.map(({ payload }) => payload);
}

const call = (by: Person, method: Method, path: string, body?: object) =>
  app.call(method, path, body, { token: by.accessToken, headers: { 'X-Workspace-Id': ann.workspaceId } });
const within = (path: string) => `/workspaces/${ann.workspaceId}${path}`;
const idOf = async (email: string) => {
  const [row] = await app.sql<{ id: string }>('SELECT id FROM users WHERE email = $1', [email]);
  return row?.id;
};

describe('members hear that somebody joined', () => {
  const comes: [string, string, (email: string) => Promise<unknown>][] = [
    [
      'by an invitation',
      'viewer',
      async (email) => {
        const { token } = await invited(app, ann, { email, role: 'viewer' });
        await app.post('/auth/register', { email, ...NAME, password: PASSWORD, invitationToken: token });
      },
    ],
    [
      'by an admin who registers them',
      'manager',
      (email) =>
        call(ann, 'post', '/auth/register', {
          ...{ email, ...NAME, role: 'manager', workspaceId: ann.workspaceId },
        }),
    ],
  ];

  it.each(comes)('%s', async (_way, role, come) => {
    const email = anEmail('bob');
    const told = await toldOf('workspace:member:joined', () => come(email));
    expect(told).toEqual([{ userId: await idOf(email), role }]);
  });

  it('by an invitation or a link for an account there is', async () => {
    const [bob, eve] = [await aVerifiedPerson(app), await aVerifiedPerson(app)];
    const invitation = await invited(app, ann, { email: bob.email, role: 'member' });
    const link = await aLink(app, ann, { role: 'viewer' });
    const told = await toldOf('workspace:member:joined', async () => {
      await accept(app, bob, invitation.token).expect(200);
      await accept(app, eve, link.token).expect(200);
      await accept(app, eve, link.token).expect(200);
    });
    expect(told).toEqual([
      { userId: bob.id, role: 'member' },
      { userId: eve.id, role: 'viewer' },
    ]);
  });
});

describe('members hear that somebody is gone', () => {
  const goes: [string, 'removed' | 'left', (bob: Person) => Promise<unknown>][] = [
    ['who was removed', 'removed', ({ id }) => call(ann, 'delete', within(`/members/${id}`))],
    ['who was removed as a person', 'removed', ({ id }) => call(ann, 'delete', `/users/${id}`)],
    ['who left', 'left', (bob) => call(bob, 'post', within('/leave'), {})],
    ['who deleted their account', 'left', (bob) => call(bob, 'delete', '/users/me', { password: PASSWORD })],
  ];

  it.each(goes)('%s', async (_who, reason, go) => {
    const bob = await aMember(app, ann.workspaceId, 'member');
    const told = await toldOf('workspace:member:removed', () => go(bob));
    expect(told).toEqual([{ userId: bob.id, reason }]);
  });
});

describe('members hear of each invitation', () => {
  it('also when many are sent at once', async () => {
    const invitations = [anEmail('bob'), anEmail('eve')].map((email) => ({ email, role: 'member' }));
    const told = await toldOf('workspace:member:invited', () =>
      call(ann, 'post', within('/members/invite/bulk'), { invitations }),
    );
    expect(told).toEqual(invitations.map((one) => ({ ...one, invitationId: expect.any(String) })));
  });
});
