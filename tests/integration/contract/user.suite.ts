import { randomUUID } from 'node:crypto';
import { asId } from '../../../src/core/domain/ids';
import { User } from '../../../src/modules/user/domain/User';
import { SequelizeUserRepository } from '../../../src/modules/user/infrastructure/SequelizeUserRepository';
import { userRepositoryContract, type UserRepositoryUnderTest } from '../../contract/userRepository.contract';
import { anEmail } from '../../support/app/people';
import { PostgresSurroundings } from '../../support/surroundings/PostgresSurroundings';
import { SCOPE } from '../../support/surroundings/Surroundings';

const NOW = new Date('2026-01-01T12:00:00.000Z');

let around: PostgresSurroundings;
let underTest: UserRepositoryUnderTest;
const forgotten: string[] = [];

beforeAll(async () => {
  around = await PostgresSurroundings.open();
  const drop = (keys: readonly string[]) => Promise.resolve(void forgotten.push(...keys));
  const users = new SequelizeUserRepository(around.ledger, { drop }, around.database);
  underTest = Object.assign(around, { users });
});

afterAll(() => around.close());

userRepositoryContract('SequelizeUserRepository', () => underTest);

describe('What processes remember of an account', () => {
  it('is forgotten with every edit and every sign-in', async () => {
    const ann = User.register(
      asId<'user'>(randomUUID()),
      anEmail(),
      { firstName: 'Ann', lastName: 'Smith' },
      NOW,
    );
    const { unit, users } = underTest;
    await unit.run(SCOPE, () => users.save(ann));
    forgotten.length = 0;
    ann.changeProfile({ firstName: 'Anna' }, NOW);
    await unit.run(SCOPE, () => users.save(ann));
    expect(forgotten).toEqual([`account:${ann.id}`]);
    ann.signedIn(NOW);
    await unit.run(SCOPE, () => users.noteSignIn(ann));
    expect(forgotten).toEqual([`account:${ann.id}`, `account:${ann.id}`]);
  });
});
