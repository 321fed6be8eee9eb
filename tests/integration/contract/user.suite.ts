import { randomUUID } from 'node:crypto';
import { asId } from '../../../src/core/domain/ids';
import type { Database } from '../../../src/core/infrastructure/database/Database';
import type { ScopedReader } from '../../../src/core/infrastructure/database/ScopedReader';
import { User } from '../../../src/modules/user/domain/User';
import { SequelizeUserRepository } from '../../../src/modules/user/infrastructure/SequelizeUserRepository';
import { SqlSuperAdmins } from '../../../src/modules/user/infrastructure/SqlSuperAdmins';
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

describe('Among many accounts', () => {
  it('the super admins are found by an index that holds no others', async () => {
    await around.sql(
      `INSERT INTO users (id, email, first_name, last_name, platform_role)
       SELECT gen_random_uuid(), 'n' || n || '@many.example.com', 'Ann', 'Smith',
         CASE WHEN n % 1000 = 0 THEN 'super_admin' END
       FROM generate_series(1, 5000) n`,
    );
    await around.sql('VACUUM ANALYZE users');
    const plans: string[] = [];
    const explain = (text: string) => () =>
      around.database.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`).then((lines) => {
        plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
        return [];
      });
    const explaining = Object.create(around.database, {
      rows: { value: (text: string) => explain(text)() },
    }) as Database;
    const reader: ScopedReader = {
      rows: (scope, { text }) => around.unit.run(scope, explain(text)),
      close: () => Promise.resolve(),
    };
    const users = new SequelizeUserRepository(around.ledger, { drop: () => Promise.resolve() }, explaining);

    await around.unit.run(SCOPE, () => users.lockSuperAdmins());
    await new SqlSuperAdmins(reader).exist();

    const reads = plans.filter((plan) => plan.includes('users'));
    expect(reads).toHaveLength(2);
    for (const plan of reads) expect(plan).toMatch(/Scan (on|using) users_platform_role_idx/);
  });
});
