import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const domain = 'src/modules/user/domain/User.ts';
const application = 'src/core/application/Clock.ts';
const adapter = 'src/modules/user/infrastructure/UserModel.ts';
const config = 'src/core/config/readConfig.ts';

const cases = [
  { path: domain, source: 'export const at = new Date();', says: ['port Clock'] },
  { path: application, source: 'export const at = Date.now();', says: ['port Clock'] },
  { path: domain, source: 'export const born = new Date(0);', says: [] },
  { path: adapter, source: 'export const at = new Date();', says: [] },
  { path: application, source: 'export const dice = Math.random();', says: ['port Random'] },
  { path: domain, source: 'export const id = crypto.randomUUID();', says: ["'crypto'"] },
  { path: application, source: 'setTimeout(() => 1, 5);', says: ["'setTimeout'"] },
  { path: domain, source: 'export const { pid } = process;', says: ["'process'"] },
  { path: adapter, source: 'export const url = process.env.DATABASE_URL;', says: ['core/config'] },
  { path: config, source: 'export const url = process.env.DATABASE_URL;', says: [] },
];

describe('time, chance and environment come in through ports', () => {
  let messages: string[][] = [];

  beforeAll(async () => {
    const cwd = resolve(__dirname, '../..');
    const script = join(__dirname, 'lint.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(cases)], { cwd });
    messages = JSON.parse(stdout) as string[][];
  });

  it.each(cases.map((each, index) => ({ ...each, index })))('$path: $source', ({ says, index }) => {
    expect(messages[index]).toEqual(says.map((words) => expect.stringContaining(words)));
  });
});
