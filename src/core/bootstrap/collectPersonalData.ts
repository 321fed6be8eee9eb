import type { Injectable, Resolve } from '../application/Injectable';
import type { PersonalData, PersonalDataSource } from '../application/PersonalData';
import type { ModuleDefinition } from '../kit/defineModule';

/** One after the other, so that an export never takes more than one connection. */
export function collectPersonalData(modules: readonly ModuleDefinition[], get: Resolve): PersonalData {
  const chapters = modules.flatMap(({ exports = {} }) =>
    Object.entries<Injectable<PersonalDataSource>>(exports),
  );
  return {
    async of(userId) {
      const data: Record<string, unknown> = {};
      for (const [chapter, source] of chapters) data[chapter] = await get(source).of(userId);
      return data;
    },
  };
}
