import { errorCatalogue, type ErrorCode, type ErrorEntry } from '../errorCatalogue';
import { helpFor } from '../envelope';
import { headersOf } from './headers';

const EXAMPLE_REQUEST_ID = '0193470b-4f4c-7a43-9f6a-2a1d3c5e7f90';
const WITH_RETRY_AFTER = new Set([423, 429, 503]);

const SUMMARY: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not there, or not yours to see',
  409: 'In conflict with the state of things',
  412: 'Changed meanwhile',
  413: 'The body is too large',
  415: 'Not a type of content that is taken here',
  422: 'Cannot be done',
  423: 'Locked for a while',
  429: 'Too many requests',
  503: 'Not able to serve right now',
};

/** The answer with one status and any of these codes. */
export function refusalResponse(status: number, codes: readonly string[]): object {
  const mayWait = WITH_RETRY_AFTER.has(status) || codes.includes('IDEMPOTENCY_KEY_IN_USE');
  const extra = mayWait ? ['Retry-After' as const] : [];
  const challenge = status === 401 ? ['WWW-Authenticate' as const] : [];
  return {
    description: `${SUMMARY[status] ?? 'Refused'}: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    headers: headersOf('X-Request-Id', ...extra, ...challenge),
    content: {
      'application/json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Failure' },
            {
              type: 'object',
              properties: {
                statusCode: { type: 'integer', const: status },
                code: { type: 'string', enum: [...codes] },
              },
            },
          ],
        },
        examples: Object.fromEntries(
          codes.map((code) => [code, { $ref: `#/components/examples/${exampleName(status, code)}` }]),
        ),
      },
    },
  };
}

/** One example for each code, and one more where an endpoint uses it with a status of its own. */
export const refusalExamples: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries<ErrorEntry>(errorCatalogue).flatMap(([code, { status, ownStatus }]) => {
    const statuses = ownStatus === undefined ? [status] : [status, ownStatus];
    return statuses.map((one) => [exampleName(one, code), exampleOf(one, code)]);
  }),
);

function exampleName(status: number, code: string): string {
  return errorCatalogue[code as ErrorCode].status === status ? code : `${code}_${status}`;
}

function exampleOf(status: number, code: string): object {
  const { cause } = errorCatalogue[code as ErrorCode];
  return {
    value: {
      success: false,
      statusCode: status,
      code,
      message: cause,
      requestId: EXAMPLE_REQUEST_ID,
      help: helpFor(code),
    },
  };
}
