import type { UserId } from '../../../../../src/core/domain/ids';
import { DemandAnotherSuperAdmin } from '../../../../../src/modules/user/application/DemandAnotherSuperAdmin';
import { User, type UserState } from '../../../../../src/modules/user/domain/User';
import { anEmail } from '../../../../support/app/people';
import { there } from '../../../../support/there';
import { InMemoryUserRepository } from '../../../../support/fakes/InMemoryUserRepository';
import { InMemorySurroundings } from '../../../../support/surroundings/InMemorySurroundings';

let around: InMemorySurroundings;
let users: InMemoryUserRepository;
let root: UserId;

async function person(state: Partial<UserState> = {}): Promise<UserId> {
  const { userId } = await around.person();
  const names = { firstName: 'Ann', lastName: 'Smith' };
  await users.save(User.register(userId, anEmail(), names, around.clock.now()));
  users.change(userId, state);
  return userId;
}
const superAdmin = (state: Partial<UserState> = {}) => person({ platformRole: 'super_admin', ...state });

/** @param meanwhile what others did between the look at the account and the lock */
async function demand(id: UserId, by: UserId, meanwhile: () => void = () => undefined): Promise<User> {
  const found = there(await users.find(id));
  meanwhile();
  return new DemandAnotherSuperAdmin(users).execute(found, by);
}

beforeEach(async () => {
  around = new InMemorySurroundings();
  users = new InMemoryUserRepository(around.memory, around.ledger);
  root = await superAdmin();
});

describe('Whoever ends or bans an account', () => {
  it('is not kept from it by whom no platform depends on', async () => {
    const [ann, idle] = [await person(), await superAdmin({ status: 'inactive' })];
    for (const id of [ann, idle]) expect((await demand(id, root)).id).toBe(id);
  });

  it('leaves the last active super admin', async () => {
    await superAdmin({ status: 'banned' });
    await expect(demand(root, root)).rejects.toMatchObject({ kind: 'conflict', code: 'LAST_SUPER_ADMIN' });

    const second = await superAdmin();
    expect((await demand(root, root)).id).toBe(root);
    expect((await demand(second, root)).id).toBe(second);
  });

  it('hears so also when the other one was banned by them meanwhile', async () => {
    const second = await superAdmin();
    const banned = () => users.change(second, { status: 'banned' });
    await expect(demand(root, second, banned)).rejects.toMatchObject({ code: 'LAST_SUPER_ADMIN' });
  });

  it('is refused when they are super admin no more, though others are', async () => {
    const [second] = [await superAdmin(), await superAdmin()];
    const demoted = () => users.change(second, { platformRole: null });
    await expect(demand(root, second, demoted)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('goes on with the account as it became meanwhile', async () => {
    const second = await superAdmin();
    const demoted = () => users.change(second, { platformRole: null });
    expect((await demand(second, root, demoted)).state.platformRole).toBeNull();
    expect((await demand(second, second)).id).toBe(second);
  });

  it('is told when it is gone meanwhile: another is not there, one’s own session is over', async () => {
    const gone = [await superAdmin(), await superAdmin()] as const;
    const remove = (id: UserId) => () => users.remove(id);
    await expect(demand(gone[0], root, remove(gone[0]))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(demand(gone[1], gone[1], remove(gone[1]))).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  });
});
