import { randomUUID } from 'node:crypto';
import { aVerifiedOwner } from '../../support/app/members';
import { TestApp } from '../../support/app/TestApp';
import { TestSocket } from '../../support/realtime/TestSocket';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

it('X32 an event of another version of the program is told without its fields, and holds up nothing', async () => {
  const ann = await aVerifiedOwner(app);
  await app.drain();
  const socket = await TestSocket.open(app.url, { token: ann.accessToken, after: 1 }).connected();
  await app.sql(
    `INSERT INTO outbox (id, workspace_id, name, payload) VALUES ($1, $2, 'workspace:renovated', '{"secret":"x"}')`,
    [randomUUID(), ann.workspaceId],
  );
  const path = `/workspaces/${ann.workspaceId}`;
  await app.call('patch', path, { name: 'Beta' }, { token: ann.accessToken }).expect(200);
  await socket.until(() => socket.named('workspace:updated').length > 0);
  socket.close();

  const { body } = await app.get(`${path}/events?after=1`, { token: ann.accessToken }).expect(200);
  for (const heard of [socket.heard, body.data]) {
    expect(heard).toMatchObject([
      { event: 'workspace:renovated', seq: 2 },
      { event: 'workspace:updated', seq: 3, name: 'Beta' },
    ]);
    expect(heard[0]).not.toHaveProperty('secret');
  }
});
