import { Writable } from 'node:stream';
import { createLogger, format, transports } from 'winston';
import type { Log } from '../../application/Log';
import type { RequestContext } from '../../application/RequestContext';
import { jsonLine } from './jsonLine';
import { lineOf, type Line } from './Line';
import { SheddingStream } from './SheddingStream';
import { textLine } from './textLine';
import { WinstonLog } from './WinstonLog';

export interface LogOptions {
  readonly level: keyof Log;
  /** `json`: one object a line. `text`: for human eyes. `silent`: nothing. */
  readonly format: 'json' | 'text' | 'silent';
  readonly context: RequestContext;
  /** Standard output when not given. */
  readonly stream?: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** A log that never blocks and never throws: lines that cannot be written are dropped and counted. */
export function createLog({ level, format: kind, context, stream = process.stdout }: LogOptions): WinstonLog {
  const written = kind === 'json' ? jsonLine : (line: Line) => textLine(line, stream.isTTY === true);
  const shedding = new SheddingStream(kind === 'silent' ? nowhere() : stream, (dropped) => {
    return `${written(lineOf('warn', 'Log lines were dropped', null, { dropped }))}\n`;
  });
  const logger = createLogger({
    level,
    silent: kind === 'silent',
    format: format.printf(({ line }) => written(line as Line)),
    transports: [new transports.Stream({ stream: shedding, eol: '\n' })],
  });
  return new WinstonLog(logger, context, () => shedding.dropped);
}

/** Standard output warns of more listeners than a few, and a silent log needs none. */
function nowhere(): Writable {
  return new Writable({ write: (_line, _encoding, done) => done() });
}
