import type { Caller } from '../../../../../src/core/application/Caller';
import type { UserId } from '../../../../../src/core/domain/ids';
import { ChangePlatformRole } from '../../../../../src/modules/user/application/ChangePlatformRole';
import { MakeSuperAdmin } from '../../../../../src/modules/user/application/MakeSuperAdmin';
import { User, type PlatformRole, type UserState } from '../../../../../src/modules/user/domain/User';
import { anEmail } from '../../../../support/app/people';
import { InMemoryUserRepository } from '../../../../support/fakes/InMemoryUserRepository';
import { RecordingPost } from '../../../../support/fakes/RecordingPost';
import { InMemorySurroundings } from '../../../../support/surroundings/InMemorySurroundings';

let around: InMemorySurroundings;
let users: InMemoryUserRepository;
let post: RecordingPost;
let confirmed: string[];
let root: UserId;

async function person(state: Partial<UserState> = {}): Promise<UserId> {
  const { userId } = await around.person();
  const names = { firstName: 'Ann', lastName: 'Smith' };
  await users.save(User.register(userId, anEmail(), names, around.clock.now()));
  users.change(userId, { emailVerified: true, ...state });
  return userId;
}

const superAdmin = (state: Partial<UserState> = {}) => person({ platformRole: 'super_admin', ...state });

const change = (
  id: UserId,
  platformRole: PlatformRole | null,
  { by = root, ifVersion = null }: { by?: UserId; ifVersion?: number | null } = {},
) => {
  const confirm = (_caller: Caller, password: string) => Promise.resolve(void confirmed.push(password));
  const makeSuperAdmin = new MakeSuperAdmin(users, around.clock);
  const { unit, clock } = around;
  return new ChangePlatformRole(unit, users, { confirm }, makeSuperAdmin, post, clock).execute(
    { userId: by } as Caller,
    id,
    { platformRole, password: 'mine' },
    ifVersion,
  );
};
const roleOf = async (id: UserId) => (await users.find(id))?.state.platformRole;

beforeEach(async () => {
  around = new InMemorySurroundings();
  users = new InMemoryUserRepository(around.memory, around.ledger);
  post = new RecordingPost(around.memory);
  confirmed = [];
  root = await superAdmin();
});

describe('The platform role of an account', () => {
  it('is given and taken by a super admin with their password, and a mail tells each time', async () => {
    const ann = await person();
    around.ledger.events.length = 0;

    expect((await change(ann, 'super_admin')).state.platformRole).toBe('super_admin');
    expect((await change(ann, null)).state.platformRole).toBeNull();

    expect(confirmed).toEqual(['mine', 'mine']);
    expect(around.ledger.events).toMatchObject([
      { name: 'user:super-admin-made', subjectId: ann },
      { name: 'user:super-admin-removed', subjectId: ann },
    ]);
    expect(post.mails.map(({ name }) => name)).toEqual(['user.super-admin-made', 'user.super-admin-removed']);
  });

  it('that is so already stays, and nobody is told', async () => {
    const [ann, other] = [await person(), await superAdmin({ status: 'banned' })];
    around.ledger.events.length = 0;

    expect((await change(ann, null)).version).toBe(1);
    expect((await change(other, 'super_admin')).version).toBe(1);

    expect(around.ledger.names).toEqual([]);
    expect(post.mails).toEqual([]);
  });

  it.each<Partial<UserState>>([{ emailVerified: false }, { status: 'inactive' }, { status: 'banned' }])(
    'is not given to an account with %j',
    async (state) => {
      const ann = await person(state);
      await expect(change(ann, 'super_admin')).rejects.toMatchObject({ code: 'PROMOTION_IMPOSSIBLE' });
      expect(await roleOf(ann)).toBeNull();
    },
  );

  it('is not taken from the last active super admin, not even by themselves', async () => {
    await superAdmin({ status: 'banned' });
    await expect(change(root, null)).rejects.toMatchObject({ kind: 'conflict', code: 'LAST_SUPER_ADMIN' });
    expect(await roleOf(root)).toBe('super_admin');

    const second = await superAdmin();
    await change(root, null);
    expect([await roleOf(root), await roleOf(second)]).toEqual([null, 'super_admin']);
  });

  it('is not changed by who was super admin when they called, and is one no more', async () => {
    const ann = await person();
    const were = [await person(), await superAdmin({ status: 'inactive' })];
    for (const by of were) {
      await expect(change(ann, 'super_admin', { by })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(change(root, null, { by })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect([await roleOf(ann), await roleOf(root)]).toEqual([null, 'super_admin']);
  });

  it('honours the version that is asked for, and knows nobody who is not there', async () => {
    const ann = await person();
    await expect(change(ann, 'super_admin', { ifVersion: 7 })).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
    const { userId: nobody } = await around.person();
    await expect(change(nobody, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
