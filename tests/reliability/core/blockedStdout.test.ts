import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const program = `
  const { createLog } = require('${root}/src/core/infrastructure/logging/createLog');
  const log = createLog({ level: 'info', format: 'json', context: { current: () => null } });
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
    for (let at = 0; at < 200; at += 1) log.info('Busy', { text: 'words '.repeat(150) });
    if (turns < 40) return;
    clearInterval(timer);
    process.stderr.write(JSON.stringify({ turns, dropped: log.dropped, waiting: process.stdout.writableLength }));
    process.exit(0);
  }, 5);
`;

async function run(stdout: 'pipe' | number): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', '-e', program], {
    cwd: root,
    stdio: ['ignore', stdout, 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

describe('a log that cannot be written', () => {
  it('X23 does not stop the program while the reader of its output stands still', async () => {
    const { code, said } = await run('pipe');
    expect(code).toBe(0);
    const { turns, dropped, waiting } = JSON.parse(said);
    expect(turns).toBe(40);
    expect(dropped).toBeGreaterThan(1_000);
    expect(waiting).toBeLessThan(1_100_000);
  });

  it('X23 does not end the program when the disk of its output is full', async () => {
    const full = createWriteStream('/dev/full');
    await once(full, 'open');
    const { code, said } = await run((full as unknown as { fd: number }).fd);
    full.destroy();
    expect(code).toBe(0);
    expect(JSON.parse(said).dropped).toBeGreaterThanOrEqual(7_800);
  });
});
