import type { Resolve } from '../../../../src/core/application/Injectable';
import { Config } from '../../../../src/core/config/Config';
import { TargetRules } from '../../../../src/modules/webhook/application/TargetRules';
import { webhookModule } from '../../../../src/modules/webhook/webhook.module';

/** The rules that a process with such a configuration goes by. */
function rulesIn(env: Config['env']): TargetRules {
  const bound = new Map<unknown, (get: Resolve) => unknown>();
  const get: Resolve = (key) => (key === Config ? { env } : bound.get(key)?.(get)) as never;
  webhookModule.bind((key: unknown, make: (get: Resolve) => unknown) => bound.set(key, make));
  return get(TargetRules);
}

describe('where webhooks may lead', () => {
  const [inside, plain, open] = ['https://127.0.0.1/', 'http://example.com/', 'https://example.com/'];
  const refused = (env: Config['env']) =>
    [inside, plain, open].filter((url) => rulesIn(env).faultOf(new URL(url)) !== null);

  it('is the public internet over TLS in production', () => {
    expect(refused('production')).toEqual([inside, plain]);
  });

  it.each(['development', 'test'] as const)('is anywhere in %s', (env) => {
    expect(refused(env)).toEqual([]);
  });
});
