import type { IncomingMessage } from 'node:http';

/** Whether the proxy at this address, the so-many-th counted from here, is believed: Express' `trust proxy fn`. */
export type Trusts = (address: string, hop: number) => boolean;

/** Where a request comes from, by the rule by which Express finds `request.ip`. */
export function clientAddress({ socket, headers }: IncomingMessage, trusts: Trusts): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  const hops = [socket.remoteAddress ?? '', ...forwarded.map((hop) => hop.trim()).reverse()].filter(
    (hop, index) => index === 0 || hop !== '',
  );
  return hops.find((hop, index) => index === hops.length - 1 || !trusts(hop, index)) ?? '';
}
