import type { FieldDefinition } from '../../kit/EventDefinition';
import type { Fields, HeardEvent } from './heardEvents';

/** Always the same one for the same place. */
function exampleId(place: number): string {
  return `0193470b-4f4c-7a43-9f6a-${place.toString(16).padStart(12, '0')}`;
}

const OCCURRED_AT = '2026-11-21T08:30:00.000Z';

const carried = {
  workspace: { id: exampleId(1), seq: 42, workspaceId: exampleId(2) },
  user: { id: exampleId(1), workspaceId: null },
};
const about = { actorId: exampleId(3), occurredAt: OCCURRED_AT, requestId: exampleId(4) };

export function exampleOf({ audience, fields }: Pick<HeardEvent, 'audience' | 'fields'>): object {
  return { ...carried[audience], ...about, ...exampleFields(fields) };
}

/** One of each, but for those that may be missing and have no example of their own. */
export function exampleFields(fields: Fields): object {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field], at) =>
      field.optional && field.example === undefined ? [] : [[name, exampleField(field, at)]],
    ),
  );
}

function exampleField({ type, values, example }: FieldDefinition, at: number): unknown {
  if (example !== undefined) return example;
  const isList = type === 'strings' || type === 'uuids';
  if (isList) return [values?.[0] ?? (type === 'uuids' ? exampleId(0x10 + at) : '…')];
  return values?.[0] ?? made[type](at);
}

const made: Readonly<Record<Exclude<FieldDefinition['type'], 'strings' | 'uuids'>, (at: number) => unknown>> =
  {
    uuid: (at) => exampleId(0x10 + at),
    string: () => '…',
    number: () => 1,
    boolean: () => true,
    'date-time': () => OCCURRED_AT,
  };
