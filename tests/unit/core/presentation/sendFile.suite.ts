import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Response } from 'express';
import { sendFile } from '../../../../src/core/presentation/sendFile';

let server: Server;
let ended: Promise<unknown>;
let given: number;
let closed: boolean;

async function* pieces(count: number, failure?: Error): AsyncGenerator<string> {
  try {
    for (given = 0; given < count;) {
      given += 1;
      yield 'x'.repeat(100_000);
    }
    if (failure) throw failure;
  } finally {
    closed = true;
  }
}

function ask(
  source: AsyncIterable<string>,
  method = 'GET',
  longestStallMs?: number,
): Promise<IncomingMessage> {
  closed = false;
  given = 0;
  server = createServer((request, response) => {
    const file = { name: 'a.csv', contentType: 'text/csv', pieces: source };
    ended = sendFile(
      Object.assign(response, { req: request }) as unknown as Response,
      file,
      longestStallMs,
    ).catch((error: unknown) => {
      response.destroy();
      return error;
    });
  });
  return new Promise((resolve, reject) => {
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo;
      get({ port, method, agent: false }, resolve).once('error', reject);
    });
  });
}

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('a file that is sent while it is read', () => {
  it('arrives whole', async () => {
    expect(await text(await ask(pieces(20)))).toHaveLength(2_000_000);
    expect(await ended).toBeUndefined();
    expect(closed).toBe(true);
  });

  it('is read no faster than the client takes it, and no further when the client leaves', async () => {
    const answer = await ask(pieces(5_000));
    answer.pause();
    const atRest = async () => {
      for (let seen = -1; seen !== given;) {
        seen = given;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    await atRest();
    expect(given).toBeLessThan(1_000);
    answer.destroy();
    expect(await ended).toBeUndefined();
    expect(closed).toBe(true);
  });

  it('is no longer read for a client that takes nothing', async () => {
    const answer = await ask(pieces(5_000), 'GET', 200);
    answer.pause();
    expect(await ended).toBeUndefined();
    expect(closed).toBe(true);
    expect(given).toBeLessThan(1_000);
  });

  it('is cut, not ended, when its source fails half way', async () => {
    const failure = new Error('no database');
    await expect(text(await ask(pieces(3, failure)))).rejects.toThrow('aborted');
    expect(await ended).toBe(failure);
  });

  it('has not begun when its first piece fails', async () => {
    const failure = new Error('no turn');
    await expect(ask(pieces(0, failure))).rejects.toThrow('socket hang up');
    expect(await ended).toBe(failure);
  });

  it('is announced to HEAD and not read', async () => {
    const answer = await ask(pieces(3), 'HEAD');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="a.csv"');
    expect(await text(answer)).toBe('');
    await ended;
    expect(given).toBe(0);
  });
});
