import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleDefinition } from '../../src/core/kit';
import { methodsOf } from '../../src/core/presentation/endpoint';
import { modules } from '../../src/modules';
import { jobIn } from '../support/crash/afterwards';
import { endpointName } from '../support/crash/actOf';
import { allPaths, writePaths } from '../support/crash/paths';
import { nameOf } from '../support/crash/WritePath';

/** What writes beside the modules: mails, deleting spent rows, what a socket asks for. */
const OF_THE_CORE = ['job mail.send', 'service Retention', 'message workspace:join'];
/** Services that keep nothing in the database. */
const WITHOUT_ROWS = ['service HashingService'];

const nameOfKey = (key: symbol | { readonly name: string }) =>
  typeof key === 'symbol' ? String(key.description) : key.name;

/** All of a module that writes, or may. */
function writersOf({ endpoints, jobs, reactions, consumers = [], services }: ModuleDefinition): string[] {
  return [
    ...endpoints.filter((endpoint) => !methodsOf(endpoint).includes('get')).map(endpointName),
    ...jobs.map(({ kind }) => `job ${kind}`),
    ...reactions.map(({ name, on }) => `job reaction:${name} on ${on}`),
    ...consumers.flatMap((key) => [`consumer ${nameOfKey(key)}`, `job consumer:${nameOfKey(key)}`]),
    ...services.map((key) => `service ${nameOfKey(key)}`).filter((name) => !WITHOUT_ROWS.includes(name)),
  ];
}

const readable = new Set(
  modules
    .flatMap((module: ModuleDefinition) => module.endpoints)
    .filter((endpoint) => methodsOf(endpoint).includes('get'))
    .map(endpointName),
);
const jobs = allPaths
  .flatMap(({ after = [] }) => after)
  .map(jobIn)
  .filter((name) => name !== null)
  .map((name) => `job ${name.replace(/^(consumer:\S+) on .*/, '$1')}`);
const walked = new Set([...allPaths.map(({ on }) => on), ...jobs]);

describe('X2 whatever writes is killed at each of its COMMITs', () => {
  it.each(modules.map((module: ModuleDefinition) => [module.name, module] as const))(
    'all of the module %s',
    (name, module) => {
      const missing = writersOf(module).filter((writer) => !walked.has(writer));
      const remedy = missing.map(
        (writer) => `${writer}: add its path to tests/support/crash/paths/${name}.ts`,
      );
      expect(remedy).toEqual([]);
    },
  );

  it('walks nothing that is not there any more', () => {
    const there = new Set([...modules.flatMap(writersOf), ...readable, ...OF_THE_CORE]);
    expect([...walked].filter((name) => !there.has(name))).toEqual([]);
  });

  it('walks each path, and each COMMIT after an answer, once', () => {
    const names = allPaths.map(nameOf);
    const after = allPaths.flatMap((path) => path.after ?? []);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(after.filter((name, at) => after.indexOf(name) !== at)).toEqual([]);
  });

  it.each(Object.keys(writePaths))('walks the paths of %s in a suite of its own', (name) => {
    const suite = readFileSync(join(__dirname, `../reliability/${name}.test.ts`), 'utf8');
    expect(suite).toContain(`walkCrashes('${name}'`);
  });
});
