declare const provides: unique symbol;

/**
 * The name under which an implementation of `T` is bound. A port is an interface and a token of the
 * same name: `export const Clock = token<Clock>('Clock')`.
 */
export type Token<T> = symbol & { readonly [provides]?: T };

export function token<T>(name: string): Token<T> {
  return Symbol(name);
}
