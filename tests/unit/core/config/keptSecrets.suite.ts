import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { keptSecrets, KeptSecretsFault } from '../../../../src/core/config/keptSecrets';
import { loadConfig } from '../../../../src/core/config/loadConfig';
import { faultsOf, freshFolder, PRODUCTION } from './settings';

const folder = freshFolder();
const file = () => join(folder(), 'secrets.json');
const keep = (...names: string[]) => keptSecrets(folder(), names, { mayWrite: true });

const modeOf = (path: string) => statSync(path).mode.toString(8).slice(-3);

/** Root may write anywhere: for the time of `work`, be somebody else. */
function asOrdinaryUser<T>(work: () => T): T {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    if (root) process.seteuid?.(0);
  }
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill();
});

/** A process that loads its settings when told a folder, and answers with its tokens. */
function waitingProcess() {
  const script = `
    const { loadConfig } = require('./src/core/config/loadConfig');
    const tell = (text) => process.stdout.write(text + '\\n');
    process.stdin.on('data', (folder) => tell(JSON.stringify(loadConfig({ DATA_DIR: String(folder) }, null).tokens)));
    tell('ready');`;
  const child = spawn(process.execPath, ['-r', '@swc-node/register', '-e', script]);
  started.push(child);
  const lines = createInterface(child.stdout);
  const answer = async () => String((await once(lines, 'line'))[0]);
  const load = (data: string) => {
    child.stdin.write(data);
    return answer();
  };
  return { ready: answer(), load };
}

describe('secrets that are not given outside production', () => {
  it('are made once, strong and different, for the eyes of one user', () => {
    const config = loadConfig({ DATA_DIR: join(folder(), 'new', 'data') }, null);
    const again = loadConfig({ DATA_DIR: join(folder(), 'new', 'data') }, null);
    const { jwtSecret, refreshSecret, csrfSecret } = config.tokens;
    const all = [jwtSecret, refreshSecret, csrfSecret, config.passwords.pepper, config.encryptionKey];
    expect(new Set(all).size).toBe(5);
    expect(all.every((secret) => Buffer.from(secret, 'base64url').length === 32)).toBe(true);
    expect(again).toEqual(config);
    expect(modeOf(join(folder(), 'new', 'data', 'secrets.json'))).toBe('600');
    expect(readdirSync(join(folder(), 'new', 'data'))).toEqual(['secrets.json']);
  });

  it('give way to those that are given', () => {
    const CSRF_SECRET = PRODUCTION.CSRF_SECRET;
    const config = loadConfig({ DATA_DIR: folder(), CSRF_SECRET }, null);
    expect(config.tokens.csrfSecret).toBe(CSRF_SECRET);
    expect(loadConfig({ DATA_DIR: folder() }, null).tokens.jwtSecret).toBe(config.tokens.jwtSecret);
  });

  it('are not made while something else is wrong, nor in production', () => {
    expect(faultsOf({ DATA_DIR: folder(), JWT_SECRET: undefined, PORT: 'x' })).toHaveLength(1);
    expect(faultsOf({ ...PRODUCTION, DATA_DIR: folder(), JWT_SECRET: undefined })).toHaveLength(1);
    expect(existsSync(file())).toBe(false);
  });

  it('are the same for processes that start at once', async () => {
    const processes = [1, 2, 3, 4].map(waitingProcess);
    await Promise.all(processes.map(({ ready }) => ready));
    for (let round = 0; round < 20; round++) {
      const data = join(folder(), `${round}`);
      const answers = await Promise.all(processes.map(({ load }) => load(data)));
      expect(new Set(answers).size).toBe(1);
      expect(readdirSync(data)).toEqual(['secrets.json']);
    }
  });

  it('stay when a later version needs more, and all its processes derive the same new one', () => {
    const before = keep('A', 'B');
    const text = readFileSync(file(), 'utf8');
    const after = keep('A', 'B', 'C');
    expect(after).toEqual({ ...before, C: expect.stringMatching(/^[\w-]{43}$/) });
    expect(new Set(Object.values(after)).size).toBe(3);
    writeFileSync(file(), text);
    expect(keep('A', 'B', 'C')).toEqual(after);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(after);
    expect(modeOf(file())).toBe('600');
  });

  it.each(['', '{', 'null', '[]', '{}', '{"JWT_SECRET":1}', '{"JWT_SECRET":"short"}'])(
    'are told to be damaged when the file holds %j, which stays',
    (text) => {
      writeFileSync(file(), text);
      expect(faultsOf({ DATA_DIR: folder(), JWT_SECRET: undefined, PORT: 'x' })).toEqual([
        expect.stringMatching(/^PORT /),
        `${file()} is damaged: restore it from a backup, or delete it for new secrets, which no stored password matches.`,
      ]);
      expect(readFileSync(file(), 'utf8')).toBe(text);
    },
  );

  it('are told when the folder may not be written or the file not be read', () => {
    chmodSync(folder(), 0o555);
    const refusal = /secrets\.json cannot be used by this user \(EACCES\): .*DATA_DIR/;
    expect(() => asOrdinaryUser(() => keep('A'))).toThrow(refusal);
    chmodSync(folder(), 0o755);
    keep('A');
    chmodSync(file(), 0o000);
    expect(() => asOrdinaryUser(() => keep('A'))).toThrow(refusal);
  });

  it('are told when DATA_DIR is no folder', () => {
    writeFileSync(join(folder(), 'data'), '');
    expect(() => keptSecrets(join(folder(), 'data'), ['A'], { mayWrite: true })).toThrow(KeptSecretsFault);
    mkdirSync(file());
    expect(() => keep('A')).toThrow(/cannot be read or written \(EISDIR\): check that DATA_DIR/);
  });
});
