import { aVerifiedOwner } from '../../support/app/members';
import { statuses } from '../../support/app/statuses';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

it('T2 one of 50 edits of one version wins', async () => {
  const { accessToken: token, workspaceId } = await aVerifiedOwner(app);
  const options = { token, headers: { 'If-Match': '"1"' } };
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, turn) =>
      app.call('patch', `/workspaces/${workspaceId}`, { name: `Beta ${turn}` }, options),
    ),
  );
  expect(statuses(answers)).toEqual({ '200': 1, '412 PRECONDITION_FAILED': 49 });
});
