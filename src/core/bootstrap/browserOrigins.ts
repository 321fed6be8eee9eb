import type { Config } from '../config/Config';
import { allowedOrigins, developmentOrigins, type OriginRule } from '../presentation/origins';

/** Whose pages may call the API. @param frontendUrl known once the server listens */
export function browserOrigins({ http: { corsOrigins } }: Config, frontendUrl: () => string): OriginRule {
  if (corsOrigins !== null) return allowedOrigins(corsOrigins);
  return (origin) => developmentOrigins(frontendUrl())(origin);
}

/** Whose pages may open sockets. */
export function socketOrigins(config: Config, frontendUrl: () => string): OriginRule {
  const { corsOrigins } = config.sockets;
  return corsOrigins === null ? browserOrigins(config, frontendUrl) : allowedOrigins(corsOrigins);
}
