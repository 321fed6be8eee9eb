export interface PostgresMessage {
  /** Of one letter; empty for the one that opens a connection. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** Cuts one direction of a PostgreSQL connection without TLS into messages (protocol 3.0, message formats). */
export class PostgresMessages {
  private rest = Buffer.alloc(0);

  /** @param typeBytes 0 while the first message is awaited that a client sends, which has no type */
  constructor(private typeBytes: 0 | 1) {}

  /** Those that are whole by now. */
  *take(chunk: Buffer): Generator<PostgresMessage> {
    this.rest = Buffer.concat([this.rest, chunk]);
    while (this.rest.length >= this.typeBytes + 4) {
      const length = this.typeBytes + this.rest.readInt32BE(this.typeBytes);
      if (this.rest.length < length) return;
      const bytes = this.rest.subarray(0, length);
      const type = bytes.toString('latin1', 0, this.typeBytes);
      this.rest = this.rest.subarray(length);
      this.typeBytes = 1;
      yield { type, bytes };
    }
  }
}

/** The strings a message begins with, as many as it has. */
export function stringsOf({ bytes }: PostgresMessage): string[] {
  return bytes.toString('utf8', 5).split('\0');
}
