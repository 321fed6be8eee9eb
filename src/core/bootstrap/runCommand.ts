import type { Config } from '../config/Config';
import { AsyncRequestContext } from '../infrastructure/system/AsyncRequestContext';
import { CryptoRandom } from '../infrastructure/system/CryptoRandom';
import type { Resolve } from '../application/Injectable';
import type { ModuleDefinition } from '../kit/defineModule';
import { assemble } from './assemble';
import { Lifecycle } from './Lifecycle';
import { openLog } from './openLog';
import { ringForWork } from './ringForWork';

/**
 * Runs one piece of work from the command line, beside a running server or without one, on everything a
 * request would have but the network. Its audit rows and events carry one request id, and wake the workers of servers.
 */
export async function runCommand<T>(
  config: Config,
  modules: readonly ModuleDefinition[],
  work: (get: Resolve) => Promise<T>,
): Promise<T> {
  const context = new AsyncRequestContext();
  const lifecycle = new Lifecycle();
  const log = await openLog({ ...config, logLevel: 'warn' }, context, lifecycle);
  const facts = { requestId: new CryptoRandom().id(), ip: null, userAgent: 'command line', userId: null };
  try {
    const assembly = await assemble(config, modules, log, context, lifecycle);
    ringForWork(assembly, lifecycle);
    return await context.run(facts, () => work(assembly.get));
  } finally {
    await lifecycle.stop((name, error) => log.error(`${name} did not stop`, { error }));
  }
}
