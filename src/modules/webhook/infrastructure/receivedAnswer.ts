import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 4_096;
const MOST_CHARACTERS = 1_000;

export interface ReceivedAnswer {
  readonly statusCode: number;
  /** The beginning of the body, as text that can be stored; null when there is none. */
  readonly response: string | null;
  /** Seconds; null unless the receiver says so in seconds. */
  readonly retryAfter: number | null;
}

/** Reads no more of an answer than is kept. What breaks off or takes too long counts as far as it came. */
export async function receivedAnswer(answer: IncomingMessage): Promise<ReceivedAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MOST_BYTES) break;
    }
  } catch {
    // The status is what counts.
  }
  const text = Buffer.concat(chunks).subarray(0, MOST_BYTES).toString().replaceAll('\u0000', '\ufffd');
  return {
    statusCode: answer.statusCode ?? 0,
    response: text === '' ? null : text.slice(0, MOST_CHARACTERS).toWellFormed(),
    retryAfter: secondsOf(answer.headers['retry-after']),
  };
}

function secondsOf(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : null;
}
