import { randomUUID } from 'node:crypto';
import { asId } from '../../../src/core/domain/ids';
import { AesGcmSealer } from '../../../src/core/infrastructure/system/AesGcmSealer';
import { SqlCredentials } from '../../../src/modules/auth/infrastructure/SqlCredentials';
import { SqlLoginThrottle } from '../../../src/modules/auth/infrastructure/SqlLoginThrottle';
import { SqlOneTimeTokens } from '../../../src/modules/auth/infrastructure/SqlOneTimeTokens';
import { SqlRecoveryCodes } from '../../../src/modules/auth/infrastructure/SqlRecoveryCodes';
import { SqlSessionStore } from '../../../src/modules/auth/infrastructure/SqlSessionStore';
import { SqlTotpFactors } from '../../../src/modules/auth/infrastructure/SqlTotpFactors';
import { credentialsContract, type CredentialsUnderTest } from '../../contract/credentials.contract';
import { loginThrottleContract, type LoginThrottleUnderTest } from '../../contract/loginThrottle.contract';
import { oneTimeTokensContract, type OneTimeTokensUnderTest } from '../../contract/oneTimeTokens.contract';
import { sessionStoreContract, type SessionStoreUnderTest } from '../../contract/sessionStore.contract';
import { totpFactorsContract, type TotpFactorsUnderTest } from '../../contract/totpFactors.contract';
import { PostgresSurroundings } from '../../support/surroundings/PostgresSurroundings';

const TTL = 7 * 86_400;
let around: PostgresSurroundings;
let ports: CredentialsUnderTest &
  SessionStoreUnderTest &
  LoginThrottleUnderTest &
  OneTimeTokensUnderTest &
  TotpFactorsUnderTest;

beforeAll(async () => {
  around = await PostgresSurroundings.open();
  const { database, random, context } = around;
  ports = Object.assign(around, {
    credentials: new SqlCredentials(database),
    factors: new SqlTotpFactors(database, new AesGcmSealer('a key of the tests, long enough')),
    recoveryCodes: new SqlRecoveryCodes(database),
    deactivate: async (id: string) =>
      void (await around.sql(`UPDATE users SET status = 'inactive' WHERE id = $1`, [id])),
    remove: (id: string) => around.removeUser(id),
    sessions: new SqlSessionStore(database, context, TTL),
    ttlSeconds: TTL,
    workspace: async () => {
      const id = asId<'workspace'>(randomUUID());
      await around.sql(`INSERT INTO workspaces (id, name, slug) VALUES ($1, 'Acme', $2)`, [id, `acme-${id}`]);
      return id;
    },
    throttle: new SqlLoginThrottle(database),
    tokens: new SqlOneTimeTokens(database, random),
  });
});

afterAll(() => around.close());

credentialsContract('SqlCredentials', () => ports);
sessionStoreContract('SqlSessionStore', () => ports);
loginThrottleContract('SqlLoginThrottle', () => ports);
oneTimeTokensContract('SqlOneTimeTokens', () => ports);
totpFactorsContract('SqlTotpFactors', () => ports);
