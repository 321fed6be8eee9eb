import { once } from 'node:events';
import { connect } from 'node:net';
import { Config } from '../../../src/core/config/Config';
import { defineModule, type Service } from '../../../src/core/kit';
import { TestApp } from '../../support/app/TestApp';
import { query } from '../../support/postgres/query';

class Failing implements Service {
  constructor(
    private readonly seen: (config: Config) => void,
    private readonly config: Config,
  ) {}

  start(): void {
    this.seen(this.config);
    throw new Error('as the test wants it');
  }

  stop(): void {}
}

it('a TestApp that cannot start leaves neither a database nor a mail server behind', async () => {
  let config: Config | undefined;
  const failing = defineModule({
    ...{ name: 'failing', permissions: {}, events: {}, mails: {}, endpoints: [], reactions: [], jobs: [] },
    ...{ tables: [], models: [], services: [Failing] },
    bind: (bind) => bind(Failing, (get) => new Failing((given) => (config = given), get(Config))),
  });

  await expect(TestApp.start({}, [failing])).rejects.toThrow('as the test wants it');

  await expect(query(String(config?.database.migrationUrl), 'SELECT 1')).rejects.toMatchObject({
    code: '3D000',
  });
  const { mail } = config ?? {};
  const socket = connect(mail?.kind === 'smtp' ? mail.port : 0, '127.0.0.1');
  await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
