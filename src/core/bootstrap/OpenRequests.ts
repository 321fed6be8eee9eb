import type { ServerResponse } from 'node:http';

/** Requests in progress, and the word to their clients that the connection ends with the answer. */
export class OpenRequests {
  private readonly responses = new Set<ServerResponse>();
  private ending = false;

  add(response: ServerResponse): void {
    if (this.ending) closeAfter(response);
    this.responses.add(response);
    response.once('close', () => this.responses.delete(response));
  }

  /** From now on every answer closes its connection. */
  announceEnd(): void {
    this.ending = true;
    for (const response of this.responses) closeAfter(response);
  }
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
