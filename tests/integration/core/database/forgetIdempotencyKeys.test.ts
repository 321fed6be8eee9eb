import { ForgetIdempotencyKeys } from '../../../../src/core/infrastructure/database/ForgetIdempotencyKeys';
import { MigratedDatabase } from '../../../support/postgres/MigratedDatabase';
import { silentLog } from '../../../support/silentLog';

let db: MigratedDatabase;
beforeAll(async () => {
  db = await MigratedDatabase.create(2);
});
afterAll(() => db.drop());

it('answers are deleted after 24 hours, however many there are, and no earlier', async () => {
  const keep = (count: number, age: string) =>
    db.sql(
      `INSERT INTO idempotency_keys (user_id, call_hash, sealed, answered_at)
       SELECT gen_random_uuid(), 'call', convert_to($2, 'UTF8'), now() - $2::interval FROM generate_series(1, $1)`,
      [count, age],
    );
  await keep(2_001, '25 hours');
  await keep(1, '24 hours');
  await keep(3, '23 hours 59 minutes');

  await new ForgetIdempotencyKeys(db.database, db.unit, silentLog).forget();

  const left = await db.sql(
    `SELECT convert_from(sealed, 'UTF8') AS age, count(*)::int FROM idempotency_keys GROUP BY 1`,
  );
  expect(left).toEqual([{ age: '23 hours 59 minutes', count: 3 }]);
});
