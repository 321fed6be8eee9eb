import { coreRetention } from '../infrastructure/retention/coreRetention';
import type { ModuleDefinition } from '../kit/defineModule';
import type { RetentionRule } from '../kit/RetentionRule';

export function collectRetention(modules: readonly ModuleDefinition[]): readonly RetentionRule[] {
  return [...coreRetention, ...modules.flatMap(({ retention = [] }) => retention)];
}
