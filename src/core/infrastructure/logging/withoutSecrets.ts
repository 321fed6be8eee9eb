import { isOneUseCode, isSecretName } from './secretNames';

/** A copy in which fields whose name says that they hold a secret say `[redacted]`; everything else is whole. */
export function withoutSecrets<Value>(value: Value): Value {
  return copyOf(value) as Value;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, fieldOf(name, field)]));
}

function fieldOf(name: string, field: unknown): unknown {
  if (field === null || field === undefined) return field;
  return isSecretName(name) || isOneUseCode(name, field) ? '[redacted]' : copyOf(field);
}
