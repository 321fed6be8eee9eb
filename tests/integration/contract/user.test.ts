import { SequelizeUserRepository } from '../../../src/modules/user/infrastructure/SequelizeUserRepository';
import { userRepositoryContract, type UserRepositoryUnderTest } from '../../contract/userRepository.contract';
import { PostgresSurroundings } from '../../support/surroundings/PostgresSurroundings';

let around: PostgresSurroundings;
let underTest: UserRepositoryUnderTest;

beforeAll(async () => {
  around = await PostgresSurroundings.open();
  underTest = Object.assign(around, {
    users: new SequelizeUserRepository(around.ledger),
  });
});

afterAll(() => around.close());

userRepositoryContract('SequelizeUserRepository', () => underTest);
