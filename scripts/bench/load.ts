import autocannon, { type Request } from 'autocannon';

export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly requests: readonly Request[];
}

export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
  readonly busy: number;
}

/** Each connection starts somewhere else in the list of requests, so that all of it is used. */
export async function measure({ url, connections, seconds, requests }: Load): Promise<Measured> {
  let next = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [...requests],
    setupClient: (client) => {
      const from = Math.floor((next * requests.length) / connections);
      next += 1;
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
    },
  });
  const busy = result.statusCodeStats?.['503']?.count ?? 0;
  return {
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failures: result.errors + result.timeouts + result.non2xx - busy,
    busy,
  };
}
