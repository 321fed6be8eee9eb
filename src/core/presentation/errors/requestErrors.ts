import type { ErrorEntry } from './ErrorEntry';

/** What a request itself has wrong. */
export const requestErrors = {
  VALIDATION_ERROR: {
    status: 400,
    cause: 'A field of the body or the query is missing, unknown or malformed; `details` lists every one.',
    cure: 'Mend the fields named in `details` and send the request again.',
  },
  MALFORMED_JSON: {
    status: 400,
    cause: 'The body is not JSON in UTF-8.',
    cure: 'Send a JSON object, encoded in UTF-8.',
  },
  MALFORMED_MULTIPART: {
    status: 400,
    cause: 'The body is not multipart/form-data, or it breaks off before its end.',
    cure: 'Let the HTTP client build the body, its boundary and its Content-Type.',
  },
  MALFORMED_REQUEST: {
    status: 400,
    cause: 'What came over the connection is not HTTP/1.1.',
    cure: 'Use an HTTP client; if you do, look for a proxy that changes requests.',
  },
  NOT_FOUND: {
    status: 404,
    cause: 'There is no such route or resource, or the caller has no part in it.',
    cure: 'Check the address, and the workspace the call is made in.',
  },
  UNKNOWN_EVENT: {
    status: 404,
    cause: 'A message on a socket has a name that the server does not answer to.',
    cure: 'Send `workspace:join`, `workspace:leave` or `auth:renew`.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    cause: 'The resource exists but does not answer to this method; `Allow` lists those it does.',
    cure: 'Use one of the methods in `Allow`.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    cause: 'The headers took longer than 10 seconds, or the whole request longer than 30.',
    cure: 'Send the request again over a faster connection.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    cause: 'The version in `If-Match` is no longer the current one.',
    cure: 'Read the resource again and repeat the change with its new ETag.',
  },
  WORKSPACE_CONFLICT: {
    status: 400,
    cause: 'The path and `X-Workspace-Id` name different workspaces.',
    cure: 'Send one of them, or the same in both.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    cause: 'The body is larger than 100 kB, or the file than the 5 MB of an upload.',
    cure: 'Send less; make an image smaller first.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    cause:
      'The body is not `application/json` in UTF-8, or for an upload not `multipart/form-data`, or its encoding is unknown.',
    cure: 'Send the `Content-Type` that the description of the call names.',
  },
  UNSUPPORTED_IMAGE: {
    status: 415,
    cause: 'The file is not a PNG, JPEG, WebP, GIF or AVIF image, by its bytes. SVG is not taken.',
    cure: 'Convert it, and send the converted file.',
  },
  IMAGE_TOO_LARGE: {
    status: 422,
    cause:
      'The image has more pixels than are read: 25 million as JPEG or WebP, 16 as PNG or GIF, 8 as AVIF.',
    cure: 'Make it smaller; 256 × 256 pixels are enough.',
  },
  IMAGE_UNREADABLE: {
    status: 422,
    cause: 'The image is damaged or not complete.',
    cure: 'Open it in a program that shows it, save it anew, and send that.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    cause: 'A call with this `Idempotency-Key` but with another body took effect in the last 24 hours.',
    cure: 'Use a new key for a new call, and the same body for a repeated one.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    cause: 'The headers are larger than 16 kB in all.',
    cure: 'Send fewer or shorter headers; look at the cookies.',
  },
} as const satisfies Record<string, ErrorEntry>;
