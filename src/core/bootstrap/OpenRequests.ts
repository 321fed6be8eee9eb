import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds. */
const LONGEST_NOTICE = 1_000;
const QUIET = 50;

/** Requests in progress, and the word to their clients that the connection ends with the answer. */
export class OpenRequests {
  private readonly responses = new Set<ServerResponse>();
  private arrived = 0;
  private ending = false;

  add(response: ServerResponse): void {
    this.arrived += 1;
    if (this.ending) closeAfter(response);
    this.responses.add(response);
    response.once('close', () => this.responses.delete(response));
  }

  /**
   * From now on every answer closes its connection. Resolves when no request comes any more: a client that is
   * told before it sends the next one does not run into a closed connection with it.
   */
  async announceEnd(): Promise<void> {
    this.ending = true;
    for (const response of this.responses) closeAfter(response);
    const deadline = Date.now() + LONGEST_NOTICE;
    for (let seen = -1; seen !== this.arrived && Date.now() < deadline; await pause(QUIET))
      seen = this.arrived;
  }
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
