import { randomUUID } from 'node:crypto';
import { asId } from '../../../../../src/core/domain/ids';
import { User } from '../../../../../src/modules/user/domain/User';

const BORN = new Date('2026-01-01T12:00:00.000Z');
const LATER = new Date('2026-01-02T12:00:00.000Z');

function ann(): User {
  const profile = { firstName: 'Ann', lastName: 'Smith' };
  const user = User.register(asId<'user'>(randomUUID()), 'ann@example.com', profile, BORN);
  user.pullEvents();
  return user;
}

const happened = (user: User) => user.pullEvents().map(({ name }) => name);

describe('an account', () => {
  it('is banned once, with what it was before', () => {
    const user = ann();
    user.changeStatus('banned', LATER);
    user.changeStatus('banned', LATER);
    expect(user.state).toMatchObject({ status: 'banned', updatedAt: LATER });
    expect(user.pullEvents()).toEqual([
      expect.objectContaining({
        name: 'user:status-changed',
        changes: { status: { before: 'active', after: 'banned' } },
      }),
    ]);
  });

  it('is deleted and restored once each', () => {
    const user = ann();
    user.undelete(LATER);
    user.delete(LATER);
    user.delete(LATER);
    expect(user.isDeleted).toBe(true);
    user.undelete(LATER);
    expect(user.isDeleted).toBe(false);
    expect(happened(user)).toEqual(['user:deleted', 'user:restored']);
  });

  it('B13 takes a confirmed address as verified', () => {
    const user = ann();
    user.changeEmail('new@example.com', LATER);
    user.changeEmail('new@example.com', LATER);
    expect(user.state).toMatchObject({ email: 'new@example.com', emailVerified: true });
    expect(happened(user)).toEqual(['user:email-changed']);
  });
});
