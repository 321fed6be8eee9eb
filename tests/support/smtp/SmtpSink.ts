import { EventEmitter, once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

export interface ParsedMail extends Email {
  /** As the protocol said it, whatever the headers say. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly raw: string;
  /** The web addresses of the text part. */
  readonly links: readonly string[];
}

type Stage = 'connect' | 'login' | 'mail' | 'rcpt' | 'data';

/**
 * What the server does with a delivery. `hang`: reads the mail and never answers. `drop`: takes the mail and
 * breaks the connection before it says so, which makes duplicates.
 */
export type Verb =
  | { readonly does: 'accept'; readonly whenSaid?: () => void }
  | { readonly does: 'hang' | 'drop' }
  | { readonly does: 'refuse'; readonly code: number; readonly at: Stage };

export const accept: Verb = { does: 'accept' };
/** @param whenSaid runs in the very turn of the event loop in which the 250 is sent */
export const acceptAnd = (whenSaid: () => void): Verb => ({ does: 'accept', whenSaid });
export const hang: Verb = { does: 'hang' };
export const drop: Verb = { does: 'drop' };
export const refuse = (code: number, at: Stage = 'rcpt'): Verb => ({ does: 'refuse', code, at });

export interface SinkOptions {
  readonly port?: number;
  readonly login?: { readonly user: string; readonly password: string };
}

type Answer = (error?: Error | null) => void;

/** An SMTP server that keeps what it is sent and misbehaves on request. */
export class SmtpSink {
  /** What it took, which includes what it dropped. */
  readonly mails: ParsedMail[] = [];
  /** User names that were presented. */
  readonly logins: string[] = [];
  private address: AddressInfo | undefined;
  private deliveries = 0;
  private verbs: Verb[] = [accept];
  private readonly delivered = new EventEmitter();
  private readonly sockets = new Map<number, Socket>();
  private readonly server: SMTPServer;

  constructor(private readonly options: SinkOptions) {
    this.server = new SMTPServer({
      authOptional: options.login === undefined,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 1,
      onConnect: (_session, answer) => this.answerAt('connect', answer),
      onAuth: ({ username, password }, _session, answer) =>
        this.answerAt('login', (error) => {
          this.logins.push(username ?? '');
          const known = username === options.login?.user && password === options.login?.password;
          answer(error ?? (known ? null : smtpError(535)), { user: username });
        }),
      onMailFrom: (_address, _session, answer) => this.answerAt('mail', answer),
      onRcptTo: (_address, _session, answer) => this.answerAt('rcpt', answer),
      onData: (stream, session, answer) => {
        this.take(stream, session, answer).catch(answer);
      },
    });
    this.server.server.on('connection', (socket: Socket) => {
      const port = socket.remotePort!;
      this.sockets.set(port, socket);
      socket.on('close', () => this.sockets.delete(port));
    });
    this.server.on('error', () => undefined);
  }

  /** Known once it listens. */
  get port(): number {
    return this.address!.port;
  }

  async listen(): Promise<void> {
    const listener = this.server.listen(this.options.port ?? 0, '127.0.0.1');
    await once(listener, 'listening');
    this.address = listener.address() as AddressInfo;
  }

  /** One verb for each delivery that comes; the last one stays. */
  behave(...verbs: [Verb, ...Verb[]]): void {
    this.verbs = verbs;
  }

  /** The first mail that passes, also one that came before. @throws Error with what came instead. */
  async waitForMail(wanted: (mail: ParsedMail) => boolean, withinMs = 10_000): Promise<ParsedMail> {
    await this.until(() => this.mails.some(wanted), withinMs);
    return this.mails.find(wanted)!;
  }

  /** Until so many mails were read to their end, whatever was answered. */
  async waitForDeliveries(count: number, withinMs = 10_000): Promise<void> {
    await this.until(() => this.deliveries >= count, withinMs);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.values()) socket.destroy();
    await new Promise<void>((resolve) => {
      this.server.close(resolve);
    });
  }

  private async until(holds: () => boolean, withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!holds()) {
      if (await this.silenceUntil(deadline)) {
        const came = this.mails.map(({ envelope, subject }) => `${envelope.to.join()}: ${subject}`);
        throw new Error(`The awaited mail did not come. Came: ${came.join(' | ') || 'none'}`);
      }
    }
  }

  /** Whether nothing was delivered by then; ends with the next delivery. */
  private silenceUntil(deadline: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(true), Math.max(0, deadline - Date.now()));
      this.delivered.once('delivery', () => {
        clearTimeout(timer);
        resolve(false);
      });
    });
  }

  private answerAt(stage: Stage, answer: Answer): void {
    const [verb] = this.verbs;
    if (verb?.does !== 'refuse' || verb.at !== stage) return answer(null);
    this.nextVerb();
    return answer(smtpError(verb.code));
  }

  private nextVerb(): Verb {
    return this.verbs.length > 1 ? this.verbs.shift()! : this.verbs[0]!;
  }

  private async take(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    answer: Answer,
  ): Promise<void> {
    const raw = await buffer(stream);
    const verb = this.nextVerb();
    if (verb.does === 'accept' || verb.does === 'drop') await this.keep(raw, session);
    this.deliveries += 1;
    this.delivered.emit('delivery');
    if (verb.does === 'accept') {
      answer(null);
      verb.whenSaid?.();
    }
    if (verb.does === 'refuse') answer(smtpError(verb.code));
    if (verb.does === 'drop') this.sockets.get(session.remotePort)?.destroy();
  }

  private async keep(raw: Buffer, { envelope }: SMTPServerSession): Promise<void> {
    const email = await PostalMime.parse(raw);
    this.mails.push({
      ...email,
      envelope: {
        from: envelope.mailFrom ? envelope.mailFrom.address : '',
        to: envelope.rcptTo.map(({ address }) => address),
      },
      raw: raw.toString('utf8'),
      links: email.text?.match(/https?:\/\/\S+/g) ?? [],
    });
  }
}

function smtpError(responseCode: number): Error {
  return Object.assign(new Error('as the test wants it'), { responseCode });
}

export async function startSmtpSink(options: SinkOptions = {}): Promise<SmtpSink> {
  const sink = new SmtpSink(options);
  await sink.listen();
  return sink;
}
