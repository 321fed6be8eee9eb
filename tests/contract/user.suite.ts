import { InMemoryUserRepository } from '../support/fakes/InMemoryUserRepository';
import { InMemorySurroundings } from '../support/surroundings/InMemorySurroundings';
import { userRepositoryContract, type UserRepositoryUnderTest } from './userRepository.contract';

let underTest: UserRepositoryUnderTest;

beforeEach(() => {
  const around = new InMemorySurroundings();
  const users = new InMemoryUserRepository(around.memory, around.ledger);
  underTest = Object.assign(around, { users });
});

userRepositoryContract('InMemoryUserRepository', () => underTest);
