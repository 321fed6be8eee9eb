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

/** The columns of a row as text, null ones as empty. */
export function columnsOf({ bytes }: PostgresMessage): string[] {
  return valuesAt(bytes, 5);
}

/** The parameters of a statement as text, null ones as empty. */
export function parametersOf({ bytes }: PostgresMessage): string[] {
  const portalEnd = bytes.indexOf(0, 5);
  const formats = bytes.indexOf(0, portalEnd + 1) + 1;
  return valuesAt(bytes, formats + 2 + 2 * bytes.readInt16BE(formats));
}

function valuesAt(bytes: Buffer, start: number): string[] {
  const values: string[] = [];
  let at = start + 2;
  for (let left = bytes.readInt16BE(start); left > 0; left -= 1) {
    const length = Math.max(0, bytes.readInt32BE(at));
    values.push(bytes.toString('utf8', at + 4, at + 4 + length));
    at += 4 + length;
  }
  return values;
}
