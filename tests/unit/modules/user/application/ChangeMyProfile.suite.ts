import type { UserId } from '../../../../../src/core/domain/ids';
import { ChangeMyProfile } from '../../../../../src/modules/user/application/ChangeMyProfile';
import { ConfirmEmail } from '../../../../../src/modules/user/application/ConfirmEmail';
import { EraseAvatarLater } from '../../../../../src/modules/user/application/EraseAvatarLater';
import { FindAccount } from '../../../../../src/modules/user/application/FindAccount';
import { OpenAccount } from '../../../../../src/modules/user/application/OpenAccount';
import { InMemoryUserRepository } from '../../../../support/fakes/InMemoryUserRepository';
import { RecordingJobs } from '../../../../support/fakes/RecordingJobs';
import { InMemorySurroundings } from '../../../../support/surroundings/InMemorySurroundings';

let around: InMemorySurroundings;
let users: InMemoryUserRepository;
let annId: UserId;

const change = (profile: object, ifVersion: number | null = null) =>
  new ChangeMyProfile(around.unit, users, around.clock).execute(annId, profile, ifVersion);

beforeEach(async () => {
  around = new InMemorySurroundings();
  users = new InMemoryUserRepository(around.memory, around.ledger);
  const open = new OpenAccount(
    users,
    new EraseAvatarLater(new RecordingJobs(around.memory)),
    around.random,
    around.clock,
  );
  annId = (await open.execute(' Ann@Example.com', { firstName: 'Ann', lastName: 'Smith' })).id;
  around.ledger.events.length = 0;
});

describe('Changing one’s profile', () => {
  it('changes the names that are given, and counts a version', async () => {
    around.clock.advance(60);
    const user = await change({ firstName: ' Anna ' });
    expect(user.version).toBe(2);
    expect(user.state).toMatchObject({ firstName: 'Anna', lastName: 'Smith', updatedAt: around.clock.now() });
    expect((await users.find(annId))?.state).toEqual(user.state);
    expect(around.ledger.names).toEqual(['user:profile-changed']);
  });

  it('writes nothing when nothing changes', async () => {
    const user = await change({ firstName: 'Ann' });
    expect(user.version).toBe(1);
    expect(around.ledger.names).toEqual([]);
  });

  it('honours the version that is asked for', async () => {
    await change({ firstName: 'Anna' }, 1);
    await expect(change({ firstName: 'Annie' }, 1)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    await change({ firstName: 'Annie' }, 2);
    expect((await users.find(annId))?.state.firstName).toBe('Annie');
  });

  it('is refused for an account that is gone', async () => {
    users.remove(annId);
    await expect(change({ firstName: 'Anna' })).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  });
});

describe('Confirming an e-mail', () => {
  const confirm = (email: string) => new ConfirmEmail(users, around.clock).execute(annId, email);

  it('verifies the address of today', async () => {
    expect((await confirm('ann@example.com'))?.state.emailVerified).toBe(true);
  });

  it('is nothing for another address, or an account that is gone', async () => {
    expect(await confirm('other@example.com')).toBeNull();
    users.remove(annId);
    expect(await confirm('ann@example.com')).toBeNull();
    expect(around.ledger.names).toEqual([]);
  });
});

describe('Finding an account', () => {
  it('takes every spelling of its address', async () => {
    const find = new FindAccount(users);
    expect((await find.byEmail(' ANN@example.COM '))?.id).toBe(annId);
    expect((await find.byId(annId))?.id).toBe(annId);
    expect(await find.byEmail('nobody@example.com')).toBeNull();
  });
});
