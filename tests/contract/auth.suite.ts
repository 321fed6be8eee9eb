import { asId } from '../../src/core/domain/ids';
import { User } from '../../src/modules/user/domain/User';
import { InMemoryCredentials } from '../support/fakes/InMemoryCredentials';
import { InMemoryLoginThrottle } from '../support/fakes/InMemoryLoginThrottle';
import { InMemoryOneTimeTokens } from '../support/fakes/InMemoryOneTimeTokens';
import { InMemoryRecoveryCodes } from '../support/fakes/InMemoryRecoveryCodes';
import { InMemorySessionStore } from '../support/fakes/InMemorySessionStore';
import { InMemoryTotpFactors } from '../support/fakes/InMemoryTotpFactors';
import { InMemoryUserRepository } from '../support/fakes/InMemoryUserRepository';
import { PlainPasswordHasher } from '../support/fakes/PlainPasswordHasher';
import { InMemorySurroundings } from '../support/surroundings/InMemorySurroundings';
import { credentialsContract, type CredentialsUnderTest } from './credentials.contract';
import { loginThrottleContract, type LoginThrottleUnderTest } from './loginThrottle.contract';
import { oneTimeTokensContract, type OneTimeTokensUnderTest } from './oneTimeTokens.contract';
import { passwordHasherContract } from './passwordHasher.contract';
import { sessionStoreContract, type SessionStoreUnderTest } from './sessionStore.contract';
import { totpFactorsContract, type TotpFactorsUnderTest } from './totpFactors.contract';

const TTL = 7 * 86_400;
let around: InMemorySurroundings;
let ports: CredentialsUnderTest &
  SessionStoreUnderTest &
  LoginThrottleUnderTest &
  OneTimeTokensUnderTest &
  TotpFactorsUnderTest;

beforeEach(() => {
  around = new InMemorySurroundings();
  const { memory, clock, random } = around;
  const users = new InMemoryUserRepository(memory, around.ledger);
  const recoveryCodes = new InMemoryRecoveryCodes(memory);
  const factors = new InMemoryTotpFactors(memory, clock, recoveryCodes);
  ports = {
    unit: around.unit,
    context: around.context,
    passTime: (seconds) => around.passTime(seconds),
    recorded: (id) => around.recorded(id),
    person: async () => {
      const person = await around.person();
      const profile = { firstName: 'Ann', lastName: 'Smith' };
      await users.save(User.register(person.userId, person.email, profile, clock.now()));
      return person;
    },
    credentials: new InMemoryCredentials(memory, users, factors),
    ...{ factors, recoveryCodes },
    deactivate: async (id) => users.change(id, { status: 'inactive' }),
    remove: async (id) => users.remove(id),
    sessions: new InMemorySessionStore(memory, clock, TTL),
    ttlSeconds: TTL,
    workspace: async () => asId<'workspace'>(random.id()),
    throttle: new InMemoryLoginThrottle(memory, clock),
    tokens: new InMemoryOneTimeTokens(memory, clock, random),
  };
});

credentialsContract('InMemoryCredentials', () => ports);
sessionStoreContract('InMemorySessionStore', () => ports);
loginThrottleContract('InMemoryLoginThrottle', () => ports);
oneTimeTokensContract('InMemoryOneTimeTokens', () => ports);
totpFactorsContract('InMemoryTotpFactors', () => ports);

passwordHasherContract('PlainPasswordHasher', () => ({
  hasher: new PlainPasswordHasher(),
  formerly: new PlainPasswordHasher(2),
  otherPepper: new PlainPasswordHasher(1, 'another pepper'),
  foreign: '$2b$12$abcdefghijklmnopqrstuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu',
}));
