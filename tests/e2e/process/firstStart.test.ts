import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../../support/postgres/temporaryFolder';
import { serversOn, waitUntil } from '../../support/postgres/serverProcesses';
import { ROOT, ServerProcess } from '../../support/process/ServerProcess';

const run = promisify(execFile);

interface SignIn {
  readonly success: boolean;
  readonly data: { readonly user: { readonly email: string }; readonly accessToken: string };
}

/** `npm start` on a machine with Node alone: no configuration, an empty folder, and port 3000 in use. */
describe('the first start', () => {
  let folder: string;
  let first: ServerProcess;
  let url: string;
  let banner: string;
  let squatter: Server | null = null;
  const dataDir = () => path.join(folder, 'data');
  const start = () => ServerProcess.spawn({ env: { DATA_DIR: dataDir() }, cwd: folder });

  beforeAll(async () => {
    folder = await temporaryFolder();
    squatter = await take(3000);
    first = start();
    url = await first.ready();
    console.info(`Cold start to ready: ${Math.round(performance.now() - first.startedAt)} ms`);
    banner = first.stdout;
  });
  afterAll(async () => {
    squatter?.close();
    await first.kill();
    await waitUntil(async () => (await serversOn(folder)).length === 0);
    await rm(folder, { recursive: true, force: true });
  });

  it('says in at most twelve lines what to open, where the data lies, and how to go on', () => {
    expect(banner.split('\n').length - 1).toBeLessThanOrEqual(12);
    expect(banner).toContain(dataDir());
    expect(banner).toContain('npm run create-admin -- --email');
    expect(first.stderr).toBe('');
  });

  it('takes the next port when 3000 is taken, and says so', () => {
    expect(url).not.toContain(':3000');
    expect(banner).toContain('(3000 is taken)');
  });

  it('listens on this machine alone', async () => {
    const { port } = new URL(url);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).resolves.toBeDefined();
    await expect(fetch(`http://127.0.0.2:${port}/health/live`)).rejects.toThrow('fetch failed');
  });

  it('answers at every address it prints', async () => {
    const printed = banner.split('\n').filter((line) => !line.includes('curl'));
    const urls = printed.flatMap((line) => line.match(/http:\S+/g) ?? []);

    expect(urls.map((each) => new URL(each).pathname)).toEqual(['/api/docs', '/dev/mailbox']);
    for (const each of urls)
      expect({ each, status: (await fetch(each)).status }).toEqual({ each, status: 200 });
  });

  it('signs somebody up with the curl it prints, as printed, who can use the answer at once', async () => {
    const curl = banner.split('\n').find((line) => line.includes('curl')) ?? '';
    const { stdout } = await run('sh', ['-c', curl]);
    const { success, data } = JSON.parse(stdout) as SignIn;

    expect(success).toBe(true);
    const me = await fetch(`${url}/api/v1/users/me`, {
      headers: { authorization: `Bearer ${data.accessToken}` },
    });
    expect(me.status).toBe(200);
    await waitUntil(async () => (await (await fetch(`${url}/dev/mailbox`)).text()).includes(data.user.email));
  });

  it('lets migrations be looked at beside the running server', async () => {
    const migrate = ServerProcess.spawn({
      env: { DATA_DIR: dataDir() },
      cwd: folder,
      command: [process.execPath, path.join(ROOT, 'dist/scripts/migrate.js'), 'status', '--json'],
    });
    expect(await migrate.ended()).toBe(0);
    const { executed, pending } = JSON.parse(migrate.stdout) as { executed: string[]; pending: string[] };
    expect(executed.length).toBeGreaterThan(4);
    expect(pending).toEqual([]);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  it('keeps everything for the second start, and leaves no process behind when it ends', async () => {
    first.signal('SIGTERM');
    expect(await first.ended()).toBe(0);
    expect(await serversOn(folder)).toEqual([]);

    first = start();
    const again = await first.ready();
    console.info(`Warm start to ready: ${Math.round(performance.now() - first.startedAt)} ms`);
    const login = await fetch(`${again}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ann@example.com', password: 'a fine long passphrase' }),
    });
    expect(login.status).toBe(200);
  });
});

/** Null when somebody has it already, which serves as well. */
async function take(port: number): Promise<Server | null> {
  const server = createServer().listen(port, '127.0.0.1');
  return once(server, 'listening').then(
    () => server,
    () => null,
  );
}
