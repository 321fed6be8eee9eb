import { Writable } from 'node:stream';
import type * as Logging from '../../../src/core/infrastructure/logging/createLog';

/** Everything that was logged, as it would be written in production: one JSON object a line. */
export const capturedLog = {
  text: '',
  get lines(): Record<string, unknown>[] {
    return this.text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  },
};

const stream = new Writable({
  decodeStrings: false,
  write(chunk: string, _encoding, done) {
    capturedLog.text += chunk;
    done();
  },
});

/** To stand in for the module `createLog` in a test of the whole application: all levels, into `capturedLog`. */
export function capturingCreateLog(): typeof Logging {
  const actual = jest.requireActual<typeof Logging>('../../../src/core/infrastructure/logging/createLog');
  return {
    createLog: (options) => actual.createLog({ ...options, level: 'debug', format: 'json', stream }),
  };
}
