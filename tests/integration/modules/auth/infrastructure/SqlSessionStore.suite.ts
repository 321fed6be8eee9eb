import { randomBytes } from 'node:crypto';
import { AsyncRequestContext } from '../../../../../src/core/infrastructure/system/AsyncRequestContext';
import { CryptoRandom } from '../../../../../src/core/infrastructure/system/CryptoRandom';
import { asId } from '../../../../../src/core/domain/ids';
import { SqlSessionStore } from '../../../../../src/modules/auth/infrastructure/SqlSessionStore';
import { MigratedDatabase } from '../../../../support/postgres/MigratedDatabase';
import { ANN, SCENE } from '../../../../support/retention/spentSamples';

const DAY = 86_400;

it('E7 a session that nobody refreshes ends after 30 days, also where tokens would live longer', async () => {
  const db = await MigratedDatabase.create(2);
  await db.sql(SCENE);
  const sessions = new SqlSessionStore(db.database, new AsyncRequestContext(), 90 * DAY);
  const id = new CryptoRandom().id<'session'>();
  const session = {
    id,
    userId: asId<'user'>(ANN.slice(1, -1)),
    workspaceId: null,
    tokenHash: randomBytes(32),
  };
  const expiresAt = await db.unit.run({ as: 'system', for: 'testing' }, () => sessions.start(session));
  const [row] = await db.sql(
    `SELECT expires_at = ends_at AS capped, ends_at = created_at + interval '30 days' AS last, expires_at AS told
     FROM sessions WHERE id = $1`,
    [id],
  );
  expect(row).toEqual({ capped: true, last: true, told: expiresAt });
  await db.drop();
});
