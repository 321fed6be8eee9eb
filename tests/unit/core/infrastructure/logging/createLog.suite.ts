import { Writable } from 'node:stream';
import { AsyncRequestContext } from '../../../../../src/core/infrastructure/system/AsyncRequestContext';
import { createLog, type LogOptions } from '../../../../../src/core/infrastructure/logging/createLog';

class Paper extends Writable {
  written = '';
  isTTY = false;
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.written += chunk.toString();
    done();
  }
  get lines(): string[] {
    return this.written.split('\n').slice(0, -1);
  }
}

/** A reader that stopped: nothing it is given is ever taken. */
class StoppedReader extends Paper {
  private resumeWriting: (() => void) | null = null;
  private stopped = true;
  override _write(chunk: Buffer, encoding: BufferEncoding, done: () => void): void {
    if (this.stopped) this.resumeWriting = () => super._write(chunk, encoding, done);
    else super._write(chunk, encoding, done);
  }
  resume(): void {
    this.stopped = false;
    this.resumeWriting?.();
  }
}

const context = new AsyncRequestContext();
const facts = { requestId: 'req-1', ip: null, userAgent: null, userId: null };

function aLog(options: Partial<LogOptions> = {}, stream = new Paper()) {
  return { log: createLog({ level: 'info', format: 'json', context, stream, ...options }), stream };
}

describe('the log', () => {
  it('writes one JSON object a line with time, level, message and request id', () => {
    const { log, stream } = aLog();
    context.run(facts, () => log.warn('Slow', { ms: 12 }));
    log.info('Outside a request');
    const [first, second] = stream.lines.map((line) => JSON.parse(line));
    expect(first).toEqual({
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      level: 'warn',
      message: 'Slow',
      requestId: 'req-1',
      ms: 12,
    });
    expect(second).not.toHaveProperty('requestId');
  });

  it('does not let a field take the place of its own', () => {
    const { log, stream } = aLog();
    log.info('Real', { message: 'Fake', level: 'error', time: 'never' });
    expect(JSON.parse(stream.lines[0]!)).toMatchObject({ message: 'Real', level: 'info' });
    expect(stream.written).not.toContain('never');
  });

  it('keeps to its level', () => {
    const { log, stream } = aLog({ level: 'warn' });
    log.debug('no');
    log.info('no');
    log.error('yes');
    expect(stream.lines).toHaveLength(1);
  });

  it('says nothing when silent, and leaves the stream alone', () => {
    const { log, stream } = aLog({ format: 'silent' });
    log.error('nothing');
    expect(stream.written).toBe('');
    expect(stream.listenerCount('error')).toBe(0);
  });

  it.each(['json', 'text'] as const)('I14 keeps one event on one line of %s', (format) => {
    const { log, stream } = aLog({ format });
    const forged = 'a\r\n{"level":"error"}\u001b[31m\u009b31m\u2028\u202e"b"';
    log.info(forged, { userAgent: forged, [forged]: 1 });
    expect(stream.lines).toHaveLength(1);
    expect(stream.lines[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
  });

  it('is readable in development, with the stack of an error below its line', () => {
    const { log, stream } = aLog({ format: 'text' });
    log.error('Request failed', {
      error: new Error('boom'),
      path: '/x',
      missing: undefined,
      note: 'two words',
    });
    expect(stream.lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} ERROR Request failed path=\/x note="two words"$/);
    expect(stream.lines[1]).toBe('    Error: boom');
    expect(stream.lines[2]).toMatch(/^ {4} {4}at /);
  });

  it('colours lines only for a terminal', () => {
    const terminal = new Paper();
    terminal.isTTY = true;
    aLog({ format: 'text' }, terminal).log.warn('Careful');
    expect(terminal.written).toContain('\u001b[33mWARN \u001b[0m');
    const { log, stream } = aLog({ format: 'text' });
    log.warn('Careful');
    expect(stream.written).not.toContain('\u001b');
  });

  it('X23 drops and counts lines while nobody reads, and says so afterwards', async () => {
    const reader = new StoppedReader();
    const { log } = aLog({}, reader);
    for (let at = 0; at < 3_000; at += 1) log.info('Busy', { at, text: 'words '.repeat(150) });
    const { dropped } = log;
    expect(dropped).toBeGreaterThan(1_000);
    expect(reader.writableLength).toBeLessThan(1_100_000);

    reader.resume();
    await new Promise(setImmediate);
    log.info('Read again');
    await new Promise(setImmediate);
    const last = reader.lines.slice(-2).map((line) => JSON.parse(line));
    expect(last).toEqual([
      expect.objectContaining({ message: 'Log lines were dropped', dropped }),
      expect.objectContaining({ message: 'Read again' }),
    ]);
    expect(reader.lines.length - 2 + dropped).toBe(3_000);
  });
});
