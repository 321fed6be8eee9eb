import { runCommand } from '../../../src/core/bootstrap/runCommand';
import { startApplication, type Application } from '../../../src/core/bootstrap/startApplication';
import { loadConfig } from '../../../src/core/config/loadConfig';
import { BellHearing } from '../../../src/core/infrastructure/jobs/BellHearing';
import type { Work } from '../../../src/core/infrastructure/jobs/Bell';
import { modules } from '../../../src/modules';
import { CreateSuperAdmin } from '../../../src/modules/auth';
import { anEmail, anOwner, mailedToken, PASSWORD, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { expectSoon } from '../../support/expectSoon';
import { silentLog } from '../../support/silentLog';

let api: TestApp;
let worker: Application | undefined;
let ann: Person;
beforeAll(async () => {
  api = await TestApp.start({ PROCESS_ROLE: 'api' });
  ann = await anOwner(api);
});
afterAll(async () => {
  await worker?.stop();
  await api.stop();
});

const at = (path: string) => fetch(`http://127.0.0.1:${worker?.port}${path}`);
const waiting = async () =>
  (
    await api.sql<{ waiting: boolean }>(
      `SELECT EXISTS (SELECT FROM outbox WHERE published_at IS NULL) AS waiting`,
    )
  )[0]?.waiting;

describe('a process that only answers', () => {
  it('leaves events, jobs and the audit chain to workers', async () => {
    expect(await waiting()).toBe(true);
    expect(await api.sql('SELECT 1 FROM leases')).toEqual([]);
    expect(await api.sql('SELECT 1 FROM audit_unchained LIMIT 1')).toHaveLength(1);
    expect(api.mails.mails).toEqual([]);
  });

  it('wakes them', async () => {
    const heard = new Set<Work>();
    const url = String(api.environment.DATABASE_URL);
    const ear = new BellHearing({ url, ssl: false }, (work) => heard.add(work), silentLog);
    await ear.start();
    await anOwner(api);
    await api.post('/auth/resend-verification', { email: ann.email }).expect(200);
    await expectSoon(async () => expect([...heard].sort()).toEqual(['jobs', 'relay']), 10_000);
    await ear.stop();
  });
});

describe('a command', () => {
  it('wakes workers by all that it did, until it ends', async () => {
    const heard: Work[] = [];
    const url = String(api.environment.DATABASE_URL);
    const ear = new BellHearing({ url, ssl: false }, (work) => heard.push(work), silentLog);
    await ear.start();
    const root = { email: anEmail(), password: PASSWORD, firstName: 'Root', lastName: 'Admin' };
    const outcome = await runCommand(loadConfig(api.environment), modules, (get) =>
      get(CreateSuperAdmin).execute(root),
    );
    expect(outcome).toBe('created');
    await expectSoon(async () => expect(heard).toContain('relay'), 10_000);
    await ear.stop();
  });
});

describe('a process that only works', () => {
  beforeAll(async () => {
    const ear = new URL(String(api.environment.DATABASE_URL));
    ear.searchParams.set('application_name', 'ear');
    const environment = { ...api.environment, PROCESS_ROLE: 'worker', DB_LISTEN_URL: ear.href };
    worker = await startApplication(loadConfig(environment), modules);
  });

  it('hears the bell of the other one, where it is told to', async () => {
    expect(
      await api.sql(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'ear' AND query LIKE 'LISTEN %'`,
      ),
    ).toHaveLength(1);
  });

  it('does what the other one left', async () => {
    expect(await mailedToken(api, ann.email, 'verify-email')).not.toBe('');
    const events = await api.get(`/workspaces/${ann.workspaceId}/events`, { token: ann.accessToken });
    expect(events.body.data).toMatchObject([{ event: 'workspace:member:joined', seq: 1 }]);
  });

  it('tells its operator how it is, and answers nothing else', async () => {
    expect((await at('/health/live')).status).toBe(200);
    expect((await at('/health/ready')).status).toBe(200);
    expect(await (await at('/metrics')).text()).toContain('outbox_depth');
    for (const path of ['/api/v1/auth/me', '/api/openapi.json', '/socket.io/?EIO=4&transport=polling']) {
      const answer = await at(path);
      expect([path, answer.status, await answer.json()]).toMatchObject([path, 404, { code: 'NOT_FOUND' }]);
    }
  });

  it('works off what the other one commits', async () => {
    const before = api.mails.mails.length;
    await api.post('/auth/forgot-password', { email: ann.email }).expect(200);
    await mailedToken(api, ann.email, 'reset-password');
    expect(api.mails.mails.length).toBe(before + 1);
    expect(await waiting()).toBe(false);
  });

  it('gives its turn away when it stops', async () => {
    await worker?.stop();
    worker = undefined;
    const [lease] = await api.sql<{ free: boolean }>(
      `SELECT held_until < now() AS free FROM leases WHERE name = 'relay'`,
    );
    expect(lease?.free).toBe(true);
  });
});
