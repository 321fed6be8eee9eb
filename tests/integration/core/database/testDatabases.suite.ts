import { Client } from 'pg';
import { createDatabase, dropDatabase } from '../../../support/postgres/databases';
import { query } from '../../../support/postgres/query';

describe('a test database', () => {
  it('is a copy of its template and goes its own way, many at a time', async () => {
    const template = await createDatabase();
    const tables = Array.from({ length: 60 }, (_, i) => `CREATE TABLE t${i} (id int PRIMARY KEY, note text)`);
    await query(template.url, `${tables.join(';')}; INSERT INTO t1 VALUES (1, 'from the template')`);

    const copies = await Promise.all(Array.from({ length: 4 }, () => createDatabase(template.name)));
    await query(copies[0]?.url ?? '', `INSERT INTO t1 VALUES (2, 'of its own')`);

    const counts = await Promise.all(
      copies.map(({ url }) => query<{ count: number }>(url, 'SELECT count(*)::int AS count FROM t1')),
    );
    expect(counts.map(([row]) => row?.count)).toEqual([2, 1, 1, 1]);
    await Promise.all([template, ...copies].map(({ name }) => dropDatabase(name)));
  });

  it('is dropped although somebody is connected', async () => {
    const { name, url } = await createDatabase();
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();

    await dropDatabase(name);

    await expect(query(url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
    await client.end();
  });
});
