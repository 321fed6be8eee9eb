import { request as plain, type IncomingMessage } from 'node:http';
import { request as encrypted } from 'node:https';
import type { Clock } from '../../../core/application/Clock';
import type { SentMessage, WebhookMessage, WebhookSender } from '../application/WebhookSender';
import { receivedAnswer } from './receivedAnswer';
import { signature } from './signature';
import type { Targets } from './Targets';
import { within } from './within';

const TIMEOUT_MS = 10_000;
const USER_AGENT = 'Portico-Webhooks';
/** What the network says, for people. */
const REASONS: Readonly<Record<string, string>> = {
  EPRIVATE: 'It leads into a private network',
  ENOTFOUND: 'Its host name is not known',
  EAI_AGAIN: 'Its host name could not be looked up',
  ECONNREFUSED: 'It refused the connection',
  ECONNRESET: 'It broke off the connection',
  EPROTO: 'It speaks no TLS',
};

/** Follows no redirect, reuses no connection, and connects to nothing that its targets do not allow. */
export class HttpWebhookSender implements WebhookSender {
  constructor(
    private readonly targets: Targets,
    private readonly clock: Clock,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  async send(message: WebhookMessage, giveUp?: AbortSignal): Promise<SentMessage> {
    const began = performance.now();
    const sent = await within(this.timeoutMs, giveUp, (signal) => this.answerOf(message, signal, giveUp));
    return { ...sent, durationMs: Math.round(performance.now() - began) };
  }

  private async answerOf(
    message: WebhookMessage,
    signal: AbortSignal,
    giveUp: AbortSignal | undefined,
  ): Promise<Omit<SentMessage, 'durationMs'>> {
    const unanswered = (error: string) => ({ statusCode: null, error, response: null, retryAfter: null });
    const fault = this.targets.faultOf(new URL(message.url));
    if (fault !== null) return unanswered(`Its address ${fault}`);
    try {
      const answer = await receivedAnswer(await this.post(message, signal));
      return { ...answer, error: faultOfStatus(answer.statusCode) };
    } catch (error) {
      giveUp?.throwIfAborted();
      return unanswered(signal.aborted ? `No answer within ${this.timeoutMs / 1_000} s` : reasonOf(error));
    }
  }

  private post({ url, id, body, secrets }: WebhookMessage, signal: AbortSignal): Promise<IncomingMessage> {
    const timestamp = Math.floor(this.clock.now().getTime() / 1_000);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': USER_AGENT,
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature({ id, timestamp, body }, secrets),
    };
    const target = new URL(url);
    const open = target.protocol === 'https:' ? encrypted : plain;
    const { lookup } = this.targets;
    return new Promise((resolve, reject) => {
      const call = open(target, { method: 'POST', agent: false, headers, lookup, signal }, resolve);
      call.on('error', reject);
      // Node tells no error where it closes without an answer: after 101, which nobody here asked for.
      call.on('close', () => reject(brokenOff()));
      call.end(body);
    });
  }
}

function brokenOff(): NodeJS.ErrnoException {
  return Object.assign(new Error('It closed without an answer'), { code: 'ECONNRESET' });
}

function faultOfStatus(statusCode: number): string | null {
  return statusCode >= 200 && statusCode < 300 ? null : `It answered ${statusCode}`;
}

function reasonOf(error: unknown): string {
  const { code = 'unknown', errors = [] } = error as { code?: string; errors?: { code?: string }[] };
  const known = [code, ...errors.map((each) => each.code ?? '')].find((each) => each in REASONS);
  return known === undefined ? `The connection failed: ${code}` : (REASONS[known] ?? code);
}
