import type { IncomingMessage } from 'node:http';

export interface HandshakeRules {
  readonly isAllowedOrigin: (origin: string) => boolean;
  readonly isDraining: () => boolean;
  readonly hasRoomFor: (request: IncomingMessage) => boolean;
}

type Decide = (refusal: string | null, isAllowed: boolean) => void;

/**
 * Refuses a handshake, on either transport, before there is a connection: Socket.IO's own `cors` does not guard
 * websockets. The client reads the code in the answer, a 403.
 */
export function allowHandshake(rules: HandshakeRules): (request: IncomingMessage, decide: Decide) => void {
  return (request, decide) => {
    const refusal = refusalOf(request, rules);
    decide(refusal, refusal === null);
  };
}

function refusalOf(request: IncomingMessage, rules: HandshakeRules): string | null {
  const { origin } = request.headers;
  const isForeign =
    origin === undefined
      ? request.headers['sec-fetch-site'] === 'cross-site'
      : !rules.isAllowedOrigin(origin);
  if (isForeign) return 'ORIGIN_REFUSED';
  if (rules.isDraining()) return 'SHUTTING_DOWN';
  return rules.hasRoomFor(request) ? null : 'SOCKET_LIMIT';
}
