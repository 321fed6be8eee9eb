import { Argon2PasswordHasher } from '../../../../../src/modules/auth/infrastructure/Argon2PasswordHasher';
import { BcryptPasswordHasher } from '../../../../../src/modules/auth/infrastructure/BcryptPasswordHasher';
import { PasswordWorkers } from '../../../../../src/modules/auth/infrastructure/PasswordWorkers';
import { SelectedPasswordHasher } from '../../../../../src/modules/auth/infrastructure/SelectedPasswordHasher';
import { passwordHasherContract } from '../../../../contract/passwordHasher.contract';
import { silentLog } from '../../../../support/silentLog';

const PEPPER = 'the pepper of these tests';
const OTHER_PEPPER = 'another pepper altogether';
const BCRYPT_HASH = `$2b$04$${'a'.repeat(53)}`;
const ARGON2_HASH = `$argon2id$v=19$m=19456,t=2,p=1$${'a'.repeat(22)}$${'a'.repeat(43)}`;
const CHEAP_ARGON2 = { memoryCost: 64, timeCost: 1, parallelism: 1 };

const workers = new PasswordWorkers(silentLog);
afterAll(() => workers.close());

passwordHasherContract('BcryptPasswordHasher', () => ({
  hasher: new BcryptPasswordHasher(workers, PEPPER, 4),
  formerly: new BcryptPasswordHasher(workers, PEPPER, 5),
  otherPepper: new BcryptPasswordHasher(workers, OTHER_PEPPER, 4),
  foreign: ARGON2_HASH,
}));

passwordHasherContract('Argon2PasswordHasher', () => ({
  hasher: new Argon2PasswordHasher(workers, PEPPER),
  formerly: new Argon2PasswordHasher(workers, PEPPER, CHEAP_ARGON2),
  otherPepper: new Argon2PasswordHasher(workers, OTHER_PEPPER),
  foreign: BCRYPT_HASH,
}));

const selecting = (algorithm: 'bcrypt' | 'argon2id', pepper = PEPPER) =>
  new SelectedPasswordHasher(workers, { algorithm, bcryptRounds: 4, pepper });

passwordHasherContract('SelectedPasswordHasher (bcrypt)', () => ({
  hasher: selecting('bcrypt'),
  formerly: new BcryptPasswordHasher(workers, PEPPER, 5),
  otherPepper: selecting('bcrypt', OTHER_PEPPER),
  foreign: ARGON2_HASH,
}));

passwordHasherContract('SelectedPasswordHasher (argon2id)', () => ({
  hasher: selecting('argon2id'),
  formerly: new Argon2PasswordHasher(workers, PEPPER, CHEAP_ARGON2),
  otherPepper: selecting('argon2id', OTHER_PEPPER),
  foreign: BCRYPT_HASH,
}));

describe('A switch of PASSWORD_HASHER', () => {
  it.each([
    ['bcrypt', 'argon2id'],
    ['argon2id', 'bcrypt'],
  ] as const)('from %s to %s keeps old accounts working and marks them for an upgrade', async (from, to) => {
    const old = await selecting(from).hash('four quiet owls');
    const now = selecting(to);
    expect(await now.verify('four quiet owls', old)).toBe(true);
    expect(await now.verify('five quiet owls', old)).toBe(false);
    expect(now.needsRehash(old)).toBe(true);
    expect(now.needsRehash(await now.hash('four quiet owls'))).toBe(false);
  });
});

describe('The cost in production', () => {
  it('is 2^12 rounds of bcrypt', async () => {
    const hasher = new BcryptPasswordHasher(workers, PEPPER, 12);
    const stored = await hasher.hash('four quiet owls');
    expect(stored).toMatch(/^\$2b\$12\$/);
    expect(await hasher.verify('four quiet owls', stored)).toBe(true);
  });

  it('is 19 MiB and two passes of argon2id', async () => {
    expect(await selecting('argon2id').hash('four quiet owls')).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
    );
  });
});
