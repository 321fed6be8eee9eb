import { asId } from '../../../../../src/core/domain/ids';
import { normalisedEmail } from '../../../../../src/modules/user/domain/EmailAddress';
import { User } from '../../../../../src/modules/user/domain/User';

const id = asId<'user'>('01890a5d-ac96-774b-bcce-b302099a8057');
const registeredAt = new Date('2026-01-01');
const later = new Date('2026-01-02');

function ann(): User {
  return User.register(id, 'ann@example.com', { firstName: 'Ann', lastName: 'Smith' }, registeredAt);
}

function known(): User {
  return User.restore(ann().state, 1);
}

const facts = { workspaceId: null, subjectId: id };

describe('An account', () => {
  it('begins active, unverified, and as nobody special', () => {
    const user = User.register(id, 'ann@example.com', { firstName: ' Ann ', lastName: ' ' }, registeredAt);
    expect(user.version).toBe(0);
    expect(user.id).toBe(id);
    expect(user.state).toEqual({
      ...{ id, email: 'ann@example.com', firstName: 'Ann', lastName: '' },
      ...{ emailVerified: false, status: 'active', platformRole: null, avatarUrl: null, lastLoginAt: null },
      ...{ createdAt: registeredAt, updatedAt: registeredAt },
    });
    expect(user.pullEvents()).toEqual([
      { name: 'user:registered', ...facts, actorId: id, payload: { email: 'ann@example.com' } },
    ]);
  });

  it('changes the names that are given, and says which', () => {
    const user = known();
    user.changeProfile({ firstName: ' Anna ' }, later);
    expect(user.state).toMatchObject({ firstName: 'Anna', lastName: 'Smith', updatedAt: later });
    user.changeProfile({ firstName: 'Annie', lastName: '' }, later);
    expect(user.state).toMatchObject({ firstName: 'Annie', lastName: '' });
    expect(user.pullEvents()).toEqual([
      {
        ...{ name: 'user:profile-changed', ...facts, payload: { changed: ['firstName'] } },
        changes: { firstName: { before: 'Ann', after: 'Anna' } },
      },
      {
        ...{ name: 'user:profile-changed', ...facts, payload: { changed: ['firstName', 'lastName'] } },
        changes: {
          firstName: { before: 'Anna', after: 'Annie' },
          lastName: { before: 'Smith', after: '' },
        },
      },
    ]);
  });

  it.each([{}, { firstName: 'Ann' }, { firstName: ' Ann ', lastName: 'Smith ' }, { lastName: undefined }])(
    'does not change with %j',
    (profile) => {
      const user = known();
      user.changeProfile(profile, later);
      expect(user.state).toEqual(known().state);
      expect(user.pullEvents()).toEqual([]);
    },
  );

  it('notes a sign-in, which is no change to it', () => {
    const user = known();
    user.signedIn(later);
    expect(user.state).toEqual({ ...known().state, lastLoginAt: later });
    expect(user.pullEvents()).toEqual([]);
  });

  it('is verified once', () => {
    const user = known();
    user.confirmEmail(later);
    user.confirmEmail(new Date('2026-01-03'));
    expect(user.state).toEqual({ ...known().state, emailVerified: true, updatedAt: later });
    expect(user.pullEvents()).toEqual([
      { name: 'user:email-verified', ...facts, payload: { email: 'ann@example.com' } },
    ]);
  });

  it('becomes super admin once, and counts as verified then', () => {
    const user = known();
    user.makeSuperAdmin(later);
    user.makeSuperAdmin(new Date('2026-01-03'));
    expect(user.state).toMatchObject({ platformRole: 'super_admin', emailVerified: true, updatedAt: later });
    expect(user.pullEvents()).toMatchObject([{ name: 'user:super-admin-made' }]);
  });

  it('is super admin no more, once, and stays verified', () => {
    const user = known();
    user.makeSuperAdmin(registeredAt);
    user.pullEvents();
    user.dropPlatformRole(later);
    user.dropPlatformRole(new Date('2026-01-03'));
    expect(user.state).toMatchObject({ platformRole: null, emailVerified: true, updatedAt: later });
    expect(user.pullEvents()).toMatchObject([
      {
        name: 'user:super-admin-removed',
        changes: { platformRole: { before: 'super_admin', after: null } },
      },
    ]);
  });
});

describe('An e-mail address', () => {
  it.each(['ann@example.com', ' Ann@Example.COM\t', 'ANN@EXAMPLE.COM'])('A20 is the same as %j', (given) => {
    expect(normalisedEmail(given)).toBe('ann@example.com');
  });

  it('A20 keeps dots and tags, which tell mailboxes apart', () => {
    expect(normalisedEmail('A.nn+Shop@Example.com')).toBe('a.nn+shop@example.com');
  });
});
