import type { Log, LogFields } from '../../../src/core/application/Log';

export interface LoggedLine extends LogFields {
  readonly level: keyof Log;
  readonly message: string;
}

export class RecordingLog implements Log {
  readonly lines: LoggedLine[] = [];

  readonly debug = this.at('debug');
  readonly info = this.at('info');
  readonly warn = this.at('warn');
  readonly error = this.at('error');

  private at(level: keyof Log) {
    return (message: string, fields: LogFields = {}): void => {
      this.lines.push({ ...fields, level, message });
    };
  }
}
