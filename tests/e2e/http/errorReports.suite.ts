import { FAULT, probeModule } from '../../support/app/probeModule';
import { TestApp } from '../../support/app/TestApp';
import { expectSoon } from '../../support/expectSoon';
import { SentrySink } from '../../support/sentry/SentrySink';

let sink: SentrySink;
let app: TestApp;
beforeAll(async () => {
  sink = await SentrySink.listen();
  app = await TestApp.start({ SENTRY_DSN: sink.dsn }, [probeModule]);
});
beforeEach(() => {
  sink.reports.length = 0;
  sink.status = 200;
});
afterAll(async () => {
  await app.stop();
  await sink.close();
});

const fault = (id: string) =>
  app.post('/probe/fault', { kind: 'error' }, { headers: { 'X-Request-Id': id } }).expect(500);
const reported = (count: number) => expectSoon(async () => expect(sink.reports).toHaveLength(count), 5_000);

describe('what fails inside, with a Sentry to tell it to', () => {
  it('is reported with its kind, its place and the id of the request', async () => {
    await fault('report-1');
    await reported(1);
    const [{ path, event } = { path: '', event: null }] = sink.reports;
    expect(path).toMatch(/^\/api\/42\/envelope\//);
    expect(event).toMatchObject({
      message: 'Request failed',
      environment: 'test',
      tags: { requestId: 'report-1' },
      exception: { values: [{ type: 'Error', value: FAULT }] },
    });
    const frames = event?.exception.values[0]?.stacktrace.frames ?? [];
    expect(frames.map(({ filename = '' }) => filename).join()).toContain('probeModule');
  });

  it('is reported without what the caller sent', async () => {
    const headers = { Cookie: 'session=very-private', 'User-Agent': 'very-private' };
    await app.post('/probe/fault', { kind: 'very-private' }, { headers }).expect(500);
    await app.get('/probe/fault', { headers }).expect(500);
    await reported(2);
    expect(sink.reports.map(({ raw }) => raw).join()).not.toContain('very-private');
  });

  it('is told from what is refused, which nobody needs to hear of', async () => {
    await app.get('/nowhere').expect(404);
    await app.post('/auth/login', { email: 1 }).expect(400);
    await fault('report-2');
    await reported(1);
    expect(sink.reports[0]?.event.tags).toEqual({ requestId: 'report-2' });
  });

  it('is answered as ever by a server whose Sentry hangs, and which still ends', async () => {
    const lonely = await TestApp.start({ SENTRY_DSN: sink.dsn }, [probeModule]);
    sink.status = null;
    await lonely.post('/probe/fault', { kind: 'error' }).expect(500);
    await lonely.get('/nowhere').expect(404);
    await reported(1);
    await lonely.stop();
    await expect(fetch(`${lonely.url}/health/live`)).rejects.toThrow('fetch failed');
  });
});
