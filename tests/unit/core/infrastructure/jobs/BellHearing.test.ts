import { EventEmitter } from 'node:events';
import { BellHearing } from '../../../../../src/core/infrastructure/jobs/BellHearing';
import { silentLog } from '../../../../support/silentLog';

jest.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

class FakeClient extends EventEmitter {
  static readonly all: FakeClient[] = [];
  isEnded = false;

  constructor() {
    super();
    FakeClient.all.push(this);
  }

  /** The server goes away while the first one asks. */
  async query(): Promise<void> {
    if (FakeClient.all.length > 1) return;
    await this.end();
    throw new Error('Connection terminated unexpectedly');
  }

  async end(): Promise<void> {
    this.isEnded = true;
    this.emit('end');
  }
}
jest.mock('../../../../../src/core/infrastructure/database/connectClient', () => ({
  connectClient: () => Promise.resolve(new FakeClient()),
}));

it('listens on one connection again when the server went away while it asked to', async () => {
  const ear = new BellHearing({ url: '', ssl: false }, () => undefined, silentLog);
  await ear.start();
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  expect(FakeClient.all.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  await ear.stop();
});
