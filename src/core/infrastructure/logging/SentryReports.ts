import type { StackParser, TransportMakeRequestResponse } from '@sentry/core';
import type { ServerRuntimeClient } from '@sentry/core/server';
import type { Line } from './Line';

/** Milliseconds for one report; what takes longer is given up. */
const LONGEST_SEND_MS = 5_000;
/** Milliseconds a process that ends waits for the reports that are under way. */
const LONGEST_END_MS = 1_000;

export interface SentryOptions {
  readonly dsn: string;
  readonly environment: string;
  /** Told of a report that did not arrive; must not report again. */
  readonly failed: (reason: string) => void;
}

/**
 * Tells a Sentry, or what speaks its protocol, of errors: lines of the log, so that no secret leaves that the log
 * would not hold either. Nothing of the process is instrumented. Never throws and never waits; beyond 64 reports
 * under way, and while the receiver asks for less, reports are dropped.
 */
export class SentryReports {
  private constructor(
    private readonly client: ServerRuntimeClient,
    private readonly stackOf: StackParser,
  ) {}

  /** Loads what it takes, which nobody else pays for. */
  static async open({ dsn, environment, failed }: SentryOptions): Promise<SentryReports> {
    const { createStackParser, createTransport } = await import('@sentry/core');
    const server = await import('@sentry/core/server');
    const stackOf = createStackParser(server.nodeStackLineParser());
    const client = new server.ServerRuntimeClient({
      dsn,
      environment,
      stackParser: stackOf,
      integrations: [],
      sendClientReports: false,
      traceLifecycle: 'static',
      transport: (options) =>
        createTransport(options, ({ body }) => sent(options.url, { ...options.headers }, body, failed)),
    });
    client.init();
    return new SentryReports(client, stackOf);
  }

  report({ time, level: _level, message, requestId, error, ...extra }: Line): void {
    const { name = 'Error', message: value = message, stack = '', ...more } = (error ?? {}) as Partial<Error>;
    this.client.captureEvent({
      level: 'error',
      timestamp: Date.parse(time) / 1_000,
      message,
      exception: { values: [{ type: name, value, stacktrace: { frames: this.stackOf(stack) } }] },
      tags: { requestId: requestId as string | undefined },
      extra: { ...extra, ...more },
    });
  }

  /** Reports that are under way arrive, or are given up after a second. */
  async close(): Promise<void> {
    await this.client.close(LONGEST_END_MS);
  }
}

async function sent(
  url: string,
  headers: Record<string, string>,
  body: string | Uint8Array,
  failed: SentryOptions['failed'],
): Promise<TransportMakeRequestResponse> {
  try {
    const signal = AbortSignal.timeout(LONGEST_SEND_MS);
    const answer = await fetch(url, { method: 'POST', headers, body: Buffer.from(body), signal });
    await answer.arrayBuffer();
    if (!answer.ok) failed(`answered ${answer.status}`);
    const header = (name: string) => answer.headers.get(name);
    return {
      statusCode: answer.status,
      headers: {
        'x-sentry-rate-limits': header('x-sentry-rate-limits'),
        'retry-after': header('retry-after'),
      },
    };
  } catch (error) {
    failed((error as Error).message);
    return {};
  }
}
