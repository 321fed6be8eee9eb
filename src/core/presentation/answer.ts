import type { CookieOptions } from 'express';

export interface ListMeta {
  readonly limit: number;
  readonly nextCursor: string | null;
  readonly total?: number;
}

export interface Cookie {
  readonly name: string;
  /** null clears it, with the same attributes it was set with. */
  readonly value: string | null;
  readonly options: CookieOptions;
}

/** A handler's result; the envelope is put around it. */
export interface Answer {
  readonly status: number;
  readonly message: string;
  readonly data: unknown;
  readonly meta?: ListMeta;
  readonly cookies?: readonly Cookie[];
  /** The resource's version, sent as ETag. */
  readonly version?: number;
}

/** A file in place of the envelope. Its pieces are read no faster than the client takes them. */
export interface FileAnswer {
  readonly name: string;
  /** Declared in the endpoint's `responses`. */
  readonly contentType: string;
  /** What the first piece refuses is answered in the envelope; a later failure cuts the connection. */
  readonly pieces: AsyncIterable<string>;
}

export type Reply = Answer | FileAnswer;

type Extras = Pick<Answer, 'meta' | 'cookies' | 'version'>;

export function ok(message: string, data: unknown, extras: Extras = {}): Answer {
  return { status: 200, message, data, ...extras };
}

export function created(message: string, data: unknown, extras: Extras = {}): Answer {
  return { status: 201, message, data, ...extras };
}
