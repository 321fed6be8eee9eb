import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const repository = resolve(__dirname, '../../..');
let project = '';

interface Outcome {
  readonly code: number | string;
  readonly output: string;
}

function run(script: string): Promise<Outcome> {
  return new Promise((done) => {
    execFile(process.execPath, [join(project, 'scripts', script)], { cwd: project }, (error, out, errors) => {
      done({ code: error?.code ?? 0, output: out + errors });
    });
  });
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
}

const read = (path: string): Promise<string | null> =>
  readFile(join(project, path), 'utf8').catch(() => null);
const remove = (path: string): Promise<void> => rm(join(project, path), { recursive: true });
const succeeded = { code: 0, output: '' };

describe('npm start builds what is out of date', () => {
  beforeEach(async () => {
    project = await realpath(await mkdtemp(join(tmpdir(), 'portico-build-')));
    await cp(join(repository, 'scripts'), join(project, 'scripts'), {
      recursive: true,
      filter: (file) => !file.endsWith('.ts'),
    });
    for (const file of ['package.json', 'tsconfig.json']) {
      await cp(join(repository, file), join(project, file));
    }
    const settings = JSON.parse(await readFile(join(repository, 'tsconfig.build.json'), 'utf8'));
    Object.assign(settings.compilerOptions, { types: [], lib: ['ES5'] });
    await write('tsconfig.build.json', JSON.stringify(settings));
    await symlink(join(repository, 'node_modules'), join(project, 'node_modules'));
    await write('src/server.ts', `export const answer: number = 1;`);
  });

  afterEach(() => rm(project, { recursive: true, force: true }));

  it('follows changed, added and deleted sources, templates too', async () => {
    await write('src/old.ts', 'export {};');
    await write('src/views/page.html', 'one');
    expect(await run('ensure-built.mjs')).toEqual(succeeded);
    expect(await read('dist/src/server.js')).toContain('answer = 1');

    await write('src/server.ts', `export const answer: number = 2;`);
    await write('src/views/page.html', 'two');
    await remove('src/old.ts');
    expect(await run('ensure-built.mjs')).toEqual(succeeded);

    expect(await read('dist/src/server.js')).toContain('answer = 2');
    expect(await read('dist/src/views/page.html')).toBe('two');
    expect(await read('dist/src/old.js')).toBeNull();
    expect(await read('dist/src/old.js.map')).toBeNull();
  });

  it('writes nothing when all is up to date, and writes again what somebody deleted', async () => {
    await run('build.mjs');
    await write('dist/src/server.js', 'left alone');
    expect(await run('ensure-built.mjs')).toEqual(succeeded);
    expect(await read('dist/src/server.js')).toBe('left alone');

    await remove('dist/src/server.js');
    expect(await run('ensure-built.mjs')).toEqual(succeeded);
    expect(await read('dist/src/server.js')).toContain('answer = 1');
  });

  it('lets two starts at once build once, also over the lock of a dead process', async () => {
    await write('dist/.lock', '4194305');
    expect(await Promise.all([run('ensure-built.mjs'), run('ensure-built.mjs')])).toEqual([
      succeeded,
      succeeded,
    ]);
    expect(await read('dist/src/server.js')).toContain('answer = 1');
    expect(await read('dist/.lock')).toBeNull();
  });

  it('says the error of the sources, and is not content with it the next time', async () => {
    await write('src/server.ts', `export const answer: number = 'one';`);
    for (const attempt of [await run('ensure-built.mjs'), await run('ensure-built.mjs')]) {
      expect(attempt.code).toBe(1);
      expect(attempt.output).toMatch(/src\/server\.ts.*TS2322[^]*mend the errors above/);
    }
  });

  it('needs neither sources nor compiler once built, and says one sentence before', async () => {
    await remove('node_modules');
    expect(await run('ensure-built.mjs')).toEqual({
      code: 1,
      output: expect.stringMatching(/^Portico is not built, .* run `npm ci` .*\n$/),
    });
    expect(await run('prepare.mjs')).toEqual(succeeded);

    await write('dist/src/server.js', '');
    expect(await run('ensure-built.mjs')).toEqual(succeeded);
    await remove('src');
    expect(await run('ensure-built.mjs')).toEqual(succeeded);
    expect(await run('prepare.mjs')).toEqual(succeeded);
  });
});
