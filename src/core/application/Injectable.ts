import type { Token } from '../domain/token';

/** A port by its token, or a use case by its class. */
export type Injectable<T> = Token<T> | (abstract new (...args: never[]) => T);

export type Resolve = <T>(key: Injectable<T>) => T;

/** Binds an implementation; it is built once, when it is first asked for. */
export type Bind = <T>(key: Injectable<T>, make: (resolve: Resolve) => NoInfer<T>) => void;
