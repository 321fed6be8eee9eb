import type { Request } from 'express';

/**
 * Milliseconds a client may go on sending what is too large already: many read why only when they are done, and
 * lose it when the connection is cut before.
 */
const PATIENCE = 1_000;

/**
 * Parsers wait for the end of what they refuse, and that may never come.
 * @param longest bytes of the body
 * @returns what ends the watch, and tells whether the body was longer.
 */
export function giveUpOnEndless(request: Request, longest: number, giveUp: () => void): () => boolean {
  let timer: NodeJS.Timeout | undefined;
  let received = 0;
  const look = (length: number) => {
    if (length > longest) timer ??= setTimeout(giveUp, PATIENCE);
  };
  const count = (chunk: Buffer) => {
    received += chunk.length;
    look(received);
  };
  look(Number(request.headers['content-length']));
  request.on('data', count);
  return () => {
    clearTimeout(timer);
    request.off('data', count);
    return timer !== undefined;
  };
}
