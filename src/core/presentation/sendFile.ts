import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { FileAnswer } from './answer';

/** Milliseconds in which a client must take something; after that it counts as gone. */
const LONGEST_STALL_MS = 60_000;

/** Ends with the file, with a client that left or takes nothing any more, or with the failure of its source. */
export async function sendFile(
  response: Response,
  file: FileAnswer,
  longestStallMs = LONGEST_STALL_MS,
): Promise<void> {
  if (response.req.method === 'HEAD') {
    announce(response, file);
    response.end();
    return;
  }
  const pieces = file.pieces[Symbol.asyncIterator]();
  try {
    const first = await pieces.next();
    announce(response, file);
    response.setTimeout(longestStallMs, () => response.destroy());
    await pipeline(Readable.from(continued(first, pieces)), response);
  } catch (error) {
    if (!isGone(error)) throw error;
  } finally {
    await pieces.return?.();
  }
}

function announce(response: Response, { name, contentType }: FileAnswer): void {
  response.setHeader('Content-Type', `${contentType}; charset=utf-8`);
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
}

async function* continued(
  first: IteratorResult<string>,
  rest: AsyncIterator<string>,
): AsyncGenerator<string> {
  for (let piece = first; !piece.done; piece = await rest.next()) yield piece.value;
}

function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ERR_STREAM_UNABLE_TO_PIPE';
}
