import { Writable } from 'node:stream';

const MOST_WAITING_BYTES = 1_048_576;

/** A failed write is told to its callback; without a listener it would also end the process. */
const toldToCallback = () => undefined;

/**
 * Hands lines on and never waits: while more than a megabyte is unread behind a stopped reader, or the disk is
 * full, lines are dropped and counted. `notice` is written when writing works again.
 */
export class SheddingStream extends Writable {
  private count = 0;
  private announced = 0;

  constructor(
    private readonly target: NodeJS.WritableStream & { readonly writableLength?: number },
    private readonly notice: (dropped: number) => string,
  ) {
    super({ decodeStrings: false });
    if (!target.listeners('error').includes(toldToCallback)) target.on('error', toldToCallback);
  }

  /** Lines dropped since the start. */
  get dropped(): number {
    return this.count;
  }

  override _write(line: string, _encoding: BufferEncoding, done: () => void): void {
    this.pass(line);
    done();
  }

  private pass(line: string): void {
    if ((this.target.writableLength ?? 0) > MOST_WAITING_BYTES) {
      this.count += 1;
      return;
    }
    if (this.count > this.announced) this.announce();
    this.target.write(line, this.countFailure);
  }

  private readonly countFailure = (error?: Error | null): void => {
    if (error) this.count += 1;
  };

  private announce(): void {
    const missing = this.count - this.announced;
    this.announced = this.count;
    this.target.write(this.notice(missing), (error) => {
      if (error) this.announced -= missing;
    });
  }
}
