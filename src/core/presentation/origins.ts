/** The origins whose pages may call: an exact list, or the development rule. */
export type OriginRule = (origin: string) => boolean;

export function allowedOrigins(list: readonly string[]): OriginRule {
  const exact = new Set(list);
  return (origin) => exact.has(origin);
}

const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?$/;

/** Outside production, without `CORS_ORIGINS`: the front-end and any page served from this machine. */
export function developmentOrigins(frontendUrl: string): OriginRule {
  const own = new URL(frontendUrl).origin;
  return (origin) => origin === own || LOCAL.test(origin);
}
