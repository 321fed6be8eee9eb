import type { FieldDefinition } from '../../src/core/kit/EventDefinition';
import { markdownTable } from '../markdownTable';

const TYPES: Readonly<Record<FieldDefinition['type'], string>> = {
  uuid: 'UUID',
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  'date-time': 'time',
  strings: 'texts',
  uuids: 'UUIDs',
};

/** Its rows say of each field what it is, and who sees it when not everybody does. */
export function fieldTable(fields: Readonly<Record<string, FieldDefinition>>): string {
  return markdownTable(
    ['field', 'type', 'what it is'],
    Object.entries(fields).map(([name, field]) => [`\`${name}\``, typeOf(field), said(field)]),
  );
}

function typeOf({ type, nullable, optional }: FieldDefinition): string {
  return [TYPES[type], nullable && 'or null', optional && 'or missing'].filter(Boolean).join(' ');
}

function said({ description, values, needs }: FieldDefinition): string {
  return [
    description,
    values && `: ${values.map((value) => `\`${value}\``).join(', ')}`,
    needs && `; for those who hold \`${needs}\``,
  ]
    .filter(Boolean)
    .join('');
}
