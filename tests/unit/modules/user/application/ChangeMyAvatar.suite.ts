import { DomainError } from '../../../../../src/core/domain/DomainError';
import type { UserId } from '../../../../../src/core/domain/ids';
import { ChangeMyAvatar } from '../../../../../src/modules/user/application/ChangeMyAvatar';
import { EraseAvatar } from '../../../../../src/modules/user/application/EraseAvatar';
import { EraseAvatarLater } from '../../../../../src/modules/user/application/EraseAvatarLater';
import { OpenAccount } from '../../../../../src/modules/user/application/OpenAccount';
import { ReplaceAvatar } from '../../../../../src/modules/user/application/ReplaceAvatar';
import { AVATAR_NAME, avatarNameIn } from '../../../../../src/modules/user/domain/avatarAddress';
import { CryptoRandom } from '../../../../../src/core/infrastructure/system/CryptoRandom';
import { InMemoryAvatarStorage } from '../../../../support/fakes/InMemoryAvatarStorage';
import { InMemoryUserRepository } from '../../../../support/fakes/InMemoryUserRepository';
import { RecordingJobs } from '../../../../support/fakes/RecordingJobs';
import { InMemorySurroundings } from '../../../../support/surroundings/InMemorySurroundings';

const IMAGE = Buffer.from('an image');
const images = { square: async (image: Buffer) => Buffer.from(`square ${String(image)}`) };

let around: InMemorySurroundings;
let users: InMemoryUserRepository;
let jobs: RecordingJobs;
let storage: InMemoryAvatarStorage;
let open: OpenAccount;
let replace: ReplaceAvatar;
let annId: UserId;

const change = (ifVersion: number | null = null) =>
  new ChangeMyAvatar(images, storage, replace, new CryptoRandom()).execute(annId, IMAGE, ifVersion);
const url = async () => (await users.find(annId))?.state.avatarUrl ?? null;
const name = async () => avatarNameIn((await url()) ?? '');

beforeEach(async () => {
  around = new InMemorySurroundings();
  users = new InMemoryUserRepository(around.memory, around.ledger);
  jobs = new RecordingJobs(around.memory);
  storage = new InMemoryAvatarStorage();
  const later = new EraseAvatarLater(jobs);
  open = new OpenAccount(users, later, around.random, around.clock);
  replace = new ReplaceAvatar(around.unit, users, later, around.clock);
  annId = (await open.execute('ann@example.com', { firstName: 'Ann', lastName: 'Smith' })).id;
  around.ledger.events.length = 0;
});

/** What the worker does after the commit. */
async function workOff(): Promise<void> {
  for (const { kind, payload } of jobs.jobs.splice(0)) {
    expect(kind).toBe('user.erase-avatar');
    await new EraseAvatar(storage).run({ id: '1', kind, payload, attempts: 0, requestId: null });
  }
}

describe('Changing one’s picture', () => {
  it('keeps the square under a new name, and says so', async () => {
    const user = await change();
    expect(user.version).toBe(2);
    expect(await name()).toMatch(AVATAR_NAME);
    expect(String(storage.pictures.get(await name()))).toBe('square an image');
    expect(around.ledger.events).toMatchObject([
      { name: 'user:profile-changed', payload: { changed: ['avatarUrl'] } },
    ]);
    expect(jobs.jobs).toEqual([]);
  });

  it('erases the old file after the commit, not before', async () => {
    await change();
    const old = await name();
    await change();
    expect(storage.pictures.has(old)).toBe(true);
    await workOff();
    expect([...storage.pictures.keys()]).toEqual([await name()]);
  });

  it('leaves nothing behind when the version is stale', async () => {
    await change();
    const before = [...storage.pictures.keys()];
    await expect(change(1)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect([...storage.pictures.keys()]).toEqual(before);
    expect(jobs.jobs).toEqual([]);
  });

  it('leaves nothing behind for an account that is gone', async () => {
    users.remove(annId);
    await expect(change()).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    expect(storage.pictures.size).toBe(0);
  });

  it('keeps the file when nobody knows whether the change was committed', async () => {
    const lost = new DomainError('unavailable', 'DATABASE_UNAVAILABLE', 'gone');
    replace.execute = () => Promise.reject(lost);
    await expect(change()).rejects.toBe(lost);
    expect(storage.pictures.size).toBe(1);
  });

  it('changes no account when the file cannot be kept', async () => {
    storage.put = () => Promise.reject(new DomainError('unavailable', 'STORAGE_UNAVAILABLE', 'full'));
    await expect(change()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(await url()).toBeNull();
    expect(around.ledger.events).toEqual([]);
  });

  it('removes it, once', async () => {
    await change();
    await replace.execute(annId, null, null);
    await replace.execute(annId, null, null);
    await workOff();
    expect(await url()).toBeNull();
    expect(storage.pictures.size).toBe(0);
    expect((await users.find(annId))?.version).toBe(3);
  });
});

describe('Somebody who takes over an account that was never verified', () => {
  it('does not get the picture of whoever made it', async () => {
    await change();
    await around.unit.run({ as: 'system', for: 'testing' }, () =>
      open.orTakeOver('ann@example.com', { firstName: 'Ann', lastName: 'Smith' }),
    );
    await workOff();
    expect(await url()).toBeNull();
    expect(storage.pictures.size).toBe(0);
  });
});
