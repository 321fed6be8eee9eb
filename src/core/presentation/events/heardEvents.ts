import type { EventDefinition, FieldDefinition } from '../../kit/EventDefinition';

export type Fields = Readonly<Record<string, FieldDefinition>>;

/** An event that somebody outside hears, as its module declared it. */
export interface HeardEvent {
  /** `workspace:member:joined`. */
  readonly name: string;
  readonly audience: 'user' | 'workspace';
  readonly summary: string;
  readonly fields: Fields;
}

interface Declares {
  readonly events: object;
}

/** Those of all modules, by name. */
export function heardEvents(modules: readonly Declares[]): HeardEvent[] {
  return modules
    .flatMap(({ events }) => Object.entries(events as Record<string, EventDefinition<never>>))
    .flatMap(([name, { audience, summary, fields }]) =>
      audience === 'user' || audience === 'workspace' ? [{ name, audience, summary, fields }] : [],
    )
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
