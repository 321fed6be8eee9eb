import { readFileSync } from 'node:fs';
import { DeliverWebhook } from '../../../src/modules/webhook/application/DeliverWebhook';
import { TestApp } from '../../support/app/TestApp';
import { anOwner, signIn } from '../../support/app/people';

const [, section = ''] = readFileSync('docs/deployment/README.md', 'utf8').split('\n## Metrics\n');
const rows = section.split('\n## ')[0]!.matchAll(/^\| (`[^|]+)\|/gm);
const named = [...rows]
  .flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)(?:\{([a-z,]+)\})?`/g)])
  .map(([, name = '', labels = '']) => ({ name, labels: labels === '' ? [] : labels.split(',') }));

describe('docs/deployment/README.md', () => {
  let app: TestApp;
  let exposed = '';
  let beforeAnyLogin = '';
  beforeAll(async () => {
    // Some metrics are of a Redis, which need not be there.
    app = await TestApp.start({ REDIS_URL: 'redis://127.0.0.1:1' });
    beforeAnyLogin = await (await fetch(`${app.url}/metrics`)).text();
    await signIn(app, await anOwner(app));
    app.resolve(DeliverWebhook);
    exposed = await (await fetch(`${app.url}/metrics`)).text();
  });
  afterAll(() => app.stop());

  it.each(named)('names the metric $name, which there is', ({ name, labels }) => {
    const sample = exposed.split('\n').find((line) => new RegExp(`^${name}(?:_bucket)?[{ ]`).test(line));
    expect(sample).toBeDefined();
    expect(labels.filter((label) => !sample?.includes(`${label}="`))).toEqual([]);
  });

  it('counts sign-ins from 0, before the first one', () => {
    for (const outcome of ['success', 'invalid_credentials', 'account_locked'])
      expect(beforeAnyLogin).toContain(`logins_total{outcome="${outcome}"} 0`);
    expect(exposed).toContain('logins_total{outcome="success"} 1');
  });

  it('names the metrics that are ours', () => {
    const ours = [...exposed.matchAll(/^# TYPE (\w+) /gm)]
      .map(([, name = '']) => name)
      .filter((name) => !/^(process|nodejs)_/.test(name));
    expect(ours.filter((name) => !named.some((metric) => metric.name === name))).toEqual([]);
  });
});
