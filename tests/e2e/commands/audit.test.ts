import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { anOwner, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { expectSoon } from '../../support/expectSoon';

const COMMAND = path.resolve('dist/scripts/audit.js');

let app: TestApp;
let ann: Person;
beforeAll(async () => {
  app = await TestApp.start();
  ann = await anOwner(app);
  await expectSoon(async () => {
    const [row] = await app.sql<{ waiting: number }>('SELECT count(*)::int AS waiting FROM audit_unchained');
    expect(row).toEqual({ waiting: 0 });
  }, 10_000);
});
afterAll(() => app.stop());

async function audit(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const env = { PATH: process.env.PATH, ...app.environment };
  const child = spawn(process.execPath, [COMMAND, ...args], { env });
  child.stdin.end();
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

const ids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

describe('npm run audit', () => {
  it('finds a log intact beside the running server, which chains it, and tells heads that are no secret', async () => {
    const rows = await app.sql('SELECT 1 FROM audit_log');
    const { code, out, err } = await audit('verify');
    expect({ code, out, err }).toEqual({
      code: 0,
      out: `${rows.length} rows in chains, 0 waiting for their link, 0 faults.\nThe audit log is intact.\n`,
      err: '',
    });
    const heads = JSON.parse((await audit('heads')).out) as object[];
    expect(heads).toEqual([
      {
        chainId: expect.any(String),
        number: expect.any(Number),
        mac: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      { chainId: ann.workspaceId, number: 2, mac: expect.any(String) },
    ]);
  });

  it('tells what was tampered with, to people and to programs, and by its exit code', async () => {
    const heads = path.join(app.environment.DATA_DIR ?? '', 'heads.json');
    await writeFile(heads, (await audit('heads')).out);
    await app.sql('DELETE FROM audit_chain WHERE chain_id = $1 AND number = 2', [ann.workspaceId]);
    await app.sql(
      `DELETE FROM audit_log WHERE workspace_id = $1 AND id NOT IN (SELECT entry_id FROM audit_chain)`,
      [ann.workspaceId],
    );
    expect((await audit('verify')).code).toBe(0);

    const told = await audit('verify', '--heads', heads, '--workspace', String(ann.workspaceId));
    expect(told.code).toBe(2);
    expect(told.out.replace(ids, '…')).toBe(
      [
        'cut-off   workspace …, number 2: is not what the heads say: the chain was cut off or made anew',
        '1 rows in chains, 0 waiting for their link, 1 fault.',
        'The audit log was tampered with.\n',
      ].join('\n'),
    );
    const { code, out } = await audit('verify', '--heads', heads, '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      faultCount: 1,
      faults: [{ kind: 'cut-off', workspaceId: ann.workspaceId, number: 2, entryId: null }],
    });
  });

  it.each([
    ['no id', ['verify', '--workspace', 'x'], 'workspace must be a valid GUID'],
    ['no heads', ['verify', '--heads', __filename], 'holds no heads'],
    ['a command it does not know', ['heal'], "unknown command 'heal'"],
  ])('refuses %s in words, with another exit code', async (_what, args, said) => {
    const { code, out, err } = await audit(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(said);
  });

  it('explains itself', async () => {
    const { code, out } = await audit('verify', '--help');
    expect(code).toBe(0);
    for (const option of ['--workspace', '--heads', '--former-keys', '--json']) expect(out).toContain(option);
  });
});
