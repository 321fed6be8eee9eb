import type { Response } from 'supertest';

const OF_THIS_CALL_ALONE = new Set(['date', 'x-request-id']);

/** All a client sees of an answer, but for its date and request id: two answers are told apart by this or not at all. */
export function faceOf(answer: Response) {
  const headers = Object.entries(answer.headers as Record<string, string>).filter(
    ([name]) => !OF_THIS_CALL_ALONE.has(name),
  );
  const requestId = answer.headers['x-request-id'] as string;
  return { status: answer.status, headers, body: answer.text.replaceAll(requestId, 'the request id') };
}
