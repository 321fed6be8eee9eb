import type { DescribedDependency } from './describedSchema';
import type { JsonSchema } from './JsonSchema';

const has = (...keys: readonly string[]): JsonSchema => ({ required: [...keys] });
const lacks = (...keys: readonly string[]): JsonSchema => ({ not: has(...keys) });
const eachOf = (peers: readonly string[]): JsonSchema[] => peers.map((peer) => has(peer));

function pairs(peers: readonly string[]): [string, string][] {
  return peers.flatMap((one, at) => peers.slice(at + 1).map((other): [string, string] => [one, other]));
}

/** Rules between the keys of an object (`or`, `xor`, `and`, `with` …) as keywords of its schema. */
export function keyDependencies(dependencies: readonly DescribedDependency[]): JsonSchema {
  const rules = dependencies.flatMap(rulesOf);
  const [only, ...more] = rules;
  return more.length === 0 ? { ...only } : { allOf: rules };
}

function rulesOf({ rel, key = '', peers }: DescribedDependency): JsonSchema[] {
  switch (rel) {
    case 'or':
      return [{ anyOf: eachOf(peers) }];
    case 'xor':
      return [{ oneOf: eachOf(peers) }];
    case 'oxor':
      return pairs(peers).map((pair) => lacks(...pair));
    case 'nand':
      return [lacks(...peers)];
    case 'and':
      return [{ dependentRequired: Object.fromEntries(peers.map((peer) => [peer, others(peers, peer)])) }];
    case 'with':
      return [{ dependentRequired: { [key]: [...peers] } }];
    case 'without':
      return peers.map((peer) => lacks(key, peer));
    default:
      throw new Error(`The document cannot say the rule "${rel}" between ${peers.join(', ')}`);
  }
}

function others(peers: readonly string[], one: string): string[] {
  return peers.filter((peer) => peer !== one);
}
