import path from 'node:path';
import { refuseUnsafeLogin } from '../../../../src/core/bootstrap/refuseUnsafeLogin';
import { Migrator } from '../../../../src/core/infrastructure/database/Migrator';
import { MigratedDatabase } from '../../../support/postgres/MigratedDatabase';

let db: MigratedDatabase;
const made: string[] = [];
beforeAll(async () => {
  db = await MigratedDatabase.create();
});
afterAll(async () => {
  for (const name of made) await db.sql(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
  await db.drop();
});

/** A login of its own, by what its `CREATE ROLE` says and what it is granted afterwards. */
async function aLogin(name: string, attributes: string, ...grants: string[]): Promise<string> {
  await db.sql(`CREATE ROLE ${name} LOGIN PASSWORD 'secret' ${attributes}`);
  made.unshift(name);
  for (const grant of grants) await db.sql(grant);
  const url = new URL(db.adminUrl);
  url.username = name;
  url.password = 'secret';
  return url.href;
}

const BOTH = (name: string) => `GRANT portico_app, portico_system TO ${name}`;

describe('K2 a login of the application', () => {
  it('that can take on the two roles and nothing else is accepted', async () => {
    const login = await aLogin('k2_plain', 'NOINHERIT', BOTH('k2_plain'));
    await expect(refuseUnsafeLogin({ url: login, ssl: false })).resolves.toBeUndefined();
  });

  it.each<[string, string, string, string[]]>([
    ['a superuser', 'k2_super', 'SUPERUSER', ['is a superuser']],
    ['free of row-level security', 'k2_bypass', 'BYPASSRLS NOINHERIT', ['may bypass row-level security']],
  ])('that is %s is refused', async (_what, name, attributes, faults) => {
    const login = await aLogin(name, attributes, BOTH(name));
    for (const fault of faults)
      await expect(refuseUnsafeLogin({ url: login, ssl: false })).rejects.toThrow(fault);
  });

  it('that can make itself a superuser is refused', async () => {
    await aLogin('k2_chief', 'SUPERUSER');
    const login = await aLogin('k2_climber', 'NOINHERIT', BOTH('k2_climber'), 'GRANT k2_chief TO k2_climber');
    await expect(refuseUnsafeLogin({ url: login, ssl: false })).rejects.toThrow('is a superuser');
  });

  it('that owns one table is refused', async () => {
    const login = await aLogin('k2_owner', 'NOINHERIT', BOTH('k2_owner'), 'CREATE TABLE of_k2 (id int)');
    await db.sql('ALTER TABLE of_k2 OWNER TO k2_owner');
    await expect(refuseUnsafeLogin({ url: login, ssl: false })).rejects.toThrow(
      /owns the tables: use a plain .* login/,
    );
  });

  it.each([
    ['k2_update', 'GRANT UPDATE (details) ON audit_log TO k2_update'],
    ['k2_delete', 'GRANT DELETE ON audit_log TO k2_delete'],
    ['k2_truncate', 'GRANT TRUNCATE ON audit_log TO k2_truncate'],
    ['k2_unlink', 'GRANT DELETE ON audit_chain TO k2_unlink'],
  ])('G17 that may change the audit log is refused (%s)', async (name, grant) => {
    const login = await aLogin(name, 'NOINHERIT', BOTH(name), grant);
    await expect(refuseUnsafeLogin({ url: login, ssl: false })).rejects.toThrow('may change the audit log');
  });

  it('that inherits the roles it should take on is refused', async () => {
    const login = await aLogin('k2_heir', 'INHERIT', BOTH('k2_heir'));
    await expect(refuseUnsafeLogin({ url: login, ssl: false })).rejects.toThrow(
      'reaches tables without taking on a role',
    );
  });

  it('made by hand without a thought of inheritance is put right by the migration', async () => {
    const url = await aLogin('k2_default', '');
    const folder = path.resolve(__dirname, '../../../../migrations');
    const login = { name: 'k2_default', password: 'secret' };
    await new Migrator({ url: db.adminUrl, ssl: false, folder, login }).up();

    await expect(refuseUnsafeLogin({ url, ssl: false })).resolves.toBeUndefined();
  });
});
