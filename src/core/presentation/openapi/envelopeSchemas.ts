/** The parts of the envelope that have a name. */
export const envelopeSchemas = {
  Failure: {
    type: 'object',
    description: 'Every refusal looks like this.',
    properties: {
      success: { type: 'boolean', const: false },
      statusCode: { type: 'integer' },
      code: { type: 'string', description: 'What to decide by; never changes.' },
      message: { type: 'string', description: 'For people; may change.' },
      details: {
        type: 'array',
        description: 'Every fault that was found.',
        items: {
          type: 'object',
          properties: {
            path: { type: 'string', examples: ['body.email'] },
            message: { type: 'string' },
          },
          required: ['path', 'message'],
        },
      },
      requestId: { type: 'string' },
      help: { type: 'string', description: 'Address of the cause and the cure.' },
    },
    required: ['success', 'statusCode', 'code', 'message', 'requestId'],
  },
  ListMeta: {
    type: 'object',
    properties: {
      limit: { type: 'integer', minimum: 1, maximum: 100 },
      nextCursor: {
        type: ['string', 'null'],
        description: 'For `?cursor=` of the next page; null on the last.',
      },
      total: { type: 'integer', minimum: 0 },
    },
    required: ['limit', 'nextCursor'],
    additionalProperties: false,
  },
} as const;
