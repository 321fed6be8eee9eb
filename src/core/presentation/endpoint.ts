import type { Request } from 'express';
import type { Schema } from 'joi';
import type { Injectable } from '../application/Injectable';
import type { ExpectedVersion } from '../domain/stale';
import type { AccessRule, Nobody, SignedIn } from './access';
import type { Reply } from './answer';
import type { Upload } from './upload';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Which bucket a call counts in: sign-in and mailed tokens have a stricter one per address. */
export type LimitBucket = 'general' | 'auth';

type Uses = Readonly<Record<string, Injectable<unknown>>>;
type Provided<U extends Uses> = { readonly [K in keyof U]: U[K] extends Injectable<infer T> ? T : never };

type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** What a handler is given: input that passed its schema, and who is calling. */
export type Call<Who, Body, Query, Path extends string> = Who & {
  readonly params: { readonly [Name in ParamsOf<Path>]: string };
  readonly body: Body;
  readonly query: Query;
  /** What `If-Match` asks for, when it was sent; for `demandVersion`. */
  readonly ifVersion: ExpectedVersion;
  /** The raw request: for cookies and headers that a schema cannot say. */
  readonly request: Request;
};

export interface ResponseDefinition {
  readonly description: string;
  /** Schema of `data`; closed, like every schema here. */
  readonly data: Schema;
  /** Schema of `meta`, where a list says more of itself than others do. */
  readonly meta?: Schema;
  /** What it answers instead of the envelope when asked to: content type, without parameters → what is in it. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface EndpointDefinition<Who, Body, Query, U extends Uses, Path extends string> {
  readonly method: Method | readonly Method[];
  /** Below the base path, in Express notation; every `:param` is a UUID. Further spellings are aliases. */
  readonly path: Path | readonly [Path, ...Path[]];
  readonly access: AccessRule<Who>;
  readonly limit?: LimitBucket;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly body?: Schema<Body>;
  /** In place of `body`: a file. */
  readonly upload?: Upload<Body>;
  readonly query?: Schema<Query>;
  readonly responses: Readonly<Record<number, ResponseDefinition>>;
  /** Whether `Idempotency-Key` makes it take effect once: each POST outside `/auth` that creates something. */
  readonly takesIdempotencyKey?: true;
  /** Codes of refusals beyond those that access, limits and validation bring. */
  readonly refusals?: readonly string[];
  readonly uses: U;
  handle(call: Call<Who, Body, Query, Path>, use: Provided<U>): Promise<Reply> | Reply;
}

export interface AnyEndpoint extends Omit<
  EndpointDefinition<unknown, unknown, unknown, Uses, string>,
  'handle' | 'access' | 'path'
> {
  readonly access: AccessRule<Nobody> | AccessRule<SignedIn>;
  readonly path: string | readonly string[];
  handle(call: never, use: never): Promise<Reply> | Reply;
}

/**
 * Declares one route. Router, validation, OpenAPI document and permission matrix all come from it.
 */
export function endpoint<
  Who,
  Body = undefined,
  Query = undefined,
  U extends Uses = Uses,
  const Path extends string = string,
>(definition: EndpointDefinition<Who, Body, Query, U, Path>): AnyEndpoint {
  return definition as unknown as AnyEndpoint;
}

export function methodsOf({ method }: Pick<AnyEndpoint, 'method'>): readonly Method[] {
  return typeof method === 'string' ? [method] : method;
}

export function pathsOf({ path }: Pick<AnyEndpoint, 'path'>): readonly string[] {
  return typeof path === 'string' ? [path] : path;
}
