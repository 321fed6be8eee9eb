import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { avatarName } from '../../src/modules/user/domain/avatarAddress';
import { DiskAvatarStorage } from '../../src/modules/user/infrastructure/DiskAvatarStorage';
import { S3AvatarStorage } from '../../src/modules/user/infrastructure/S3AvatarStorage';
import { InMemoryAvatarStorage } from '../support/fakes/InMemoryAvatarStorage';
import { temporaryFolder } from '../support/postgres/temporaryFolder';
import { S3Server } from '../support/s3/S3Server';
import { avatarStorageContract } from './avatarStorage.contract';

const UNAVAILABLE = { kind: 'unavailable', code: 'STORAGE_UNAVAILABLE', facts: { retryAfter: 5 } };
const OUTSIDE = [
  '../secrets.json',
  '..',
  '',
  'a.webp',
  `${'0'.repeat(32)}.webp/x`,
  `x/${'0'.repeat(32)}.webp`,
];
const aName = () => avatarName(randomBytes(16));

const inMemory = new InMemoryAvatarStorage();
avatarStorageContract('InMemoryAvatarStorage', () => inMemory);

describe('on disk', () => {
  let parent: string;
  let folder: string;
  let disk: DiskAvatarStorage;
  beforeAll(async () => {
    parent = await temporaryFolder();
    folder = join(parent, 'avatars');
    disk = new DiskAvatarStorage(folder);
  });
  afterAll(() => rm(parent, { recursive: true, force: true }));

  avatarStorageContract('DiskAvatarStorage', () => disk);

  it('only this account can read it, and nothing unfinished is left', async () => {
    const name = aName();
    await disk.put(name, randomBytes(100));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((file) => !file.endsWith('.webp'))).toEqual([]);
  });

  it('what a crash left half written is nobody’s picture, and the next put of the name mends it', async () => {
    const name = aName();
    await writeFile(join(folder, `${name}.unfinished`), 'hal');
    expect(await disk.read(name)).toBeNull();
    await disk.put(name, Buffer.from('whole'));
    expect(String(await disk.read(name))).toBe('whole');
  });

  it.each(OUTSIDE)('does not follow the name %j', async (name) => {
    for (const act of [
      () => disk.put(name, randomBytes(1)),
      () => disk.read(name),
      () => disk.delete(name),
    ]) {
      await expect(act()).rejects.toThrow('not the name of a picture');
    }
  });

  it('tells when it cannot write or read', async () => {
    const [file, name] = [join(parent, 'a-file'), aName()];
    await writeFile(file, '');
    const nowhere = new DiskAvatarStorage(join(file, 'avatars'));
    await expect(nowhere.put(name, randomBytes(1))).rejects.toMatchObject(UNAVAILABLE);
    await mkdir(join(folder, name));
    await expect(disk.read(name)).rejects.toMatchObject(UNAVAILABLE);
    await expect(disk.put(name, randomBytes(1))).rejects.toMatchObject(UNAVAILABLE);
    await expect(disk.delete(name)).rejects.toMatchObject(UNAVAILABLE);
    await chmod(join(folder, name), 0o700);
    expect((await readdir(folder)).filter((each) => each.endsWith('.unfinished'))).toEqual([]);
  });
});

describe('in a bucket', () => {
  const server = new S3Server();
  const bucketWith = (change: object = {}) =>
    new S3AvatarStorage({ ...server.keys, bucket: server.bucket, endpoint: server.url, ...change });
  let bucket: S3AvatarStorage;
  beforeAll(async () => {
    await server.listen();
    bucket = bucketWith();
  });
  afterEach(() => {
    server.failing = null;
  });
  afterAll(() => server.close());

  avatarStorageContract('S3AvatarStorage', () => bucket);

  it('says what it is', async () => {
    const [name, picture] = [aName(), randomBytes(100)];
    await bucket.put(name, picture);
    expect(server.objects.get(`avatars/${name}`)).toEqual({ content: picture, type: 'image/webp' });
  });

  it.each(OUTSIDE)('does not follow the name %j', async (name) => {
    await expect(bucket.put(name, randomBytes(1))).rejects.toThrow('not the name of a picture');
    await expect(bucket.read(name)).rejects.toThrow('not the name of a picture');
    await expect(bucket.delete(name)).rejects.toThrow('not the name of a picture');
  });

  it.each<[string, object]>([
    ['a wrong secret', { secretKey: 'another' }],
    ['an unknown key', { accessKey: 'AKIAOTHER' }],
    ['another bucket', { bucket: 'elsewhere' }],
    ['nobody there', { endpoint: 'http://127.0.0.1:1' }],
  ])('tells of %s, without the secret', async (_what, change) => {
    const refused: unknown = await bucketWith(change)
      .put(aName(), randomBytes(1))
      .catch((error: unknown) => error);
    expect(refused).toMatchObject(UNAVAILABLE);
    expect(String((refused as Error).message)).not.toContain('secret');
  });

  it('tells when the store fails, also where nothing is there', async () => {
    server.failing = 500;
    await expect(bucket.read(aName())).rejects.toMatchObject(UNAVAILABLE);
    await expect(bucket.delete(aName())).rejects.toMatchObject(UNAVAILABLE);
    await expect(bucketWith().put(aName(), randomBytes(1))).rejects.toMatchObject(UNAVAILABLE);
  });
});
