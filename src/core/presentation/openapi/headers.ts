/** Response headers the document speaks of, each one component. */
export const headerComponents = {
  'X-Request-Id': {
    description:
      'Names this call in the log, the audit log and the mails it caused; taken over when you send one.',
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'Seconds after which trying again can help.',
    schema: { type: 'integer', minimum: 1 },
  },
  'WWW-Authenticate': {
    description: 'Always `Bearer`.',
    schema: { type: 'string', const: 'Bearer' },
  },
  ETag: {
    description: 'The version of the resource in quotes; send it back as `If-Match`.',
    schema: { type: 'string', examples: ['"3"'] },
  },
  RateLimit: {
    description: 'What is left of the limit and when it starts anew (IETF draft 8).',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': {
    description: 'The limit this call counts in (IETF draft 8).',
    schema: { type: 'string' },
  },
} as const;

export type HeaderName = keyof typeof headerComponents;

export function headersOf(...names: readonly HeaderName[]): object {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
