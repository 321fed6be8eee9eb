import { aMember, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { notificationsOf } from '../../support/app/notifications';
import type { Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { SocketScene } from '../../support/realtime/SocketScene';
import { there } from '../../support/there';

let app: TestApp;
let ann: VerifiedOwner;
let ben: Person;
const sockets = new SocketScene(() => app.url);
beforeAll(async () => {
  app = await TestApp.start();
  ann = await aVerifiedOwner(app);
  ben = await aMember(app, ann.workspaceId, 'member');
});
afterEach(() => sockets.closeAll());
afterAll(() => app.stop());

describe('notification:new', () => {
  it('reaches every socket of the person, and no socket of anybody else', async () => {
    const stranger = await sockets.of(await aVerifiedOwner(app));
    const colleague = await sockets.of(ann);
    const [phone, laptop] = [await sockets.of(ben), await sockets.of(ben)];
    await app
      .call(
        'delete',
        `/workspaces/${ann.workspaceId}/members/${ben.id}`,
        {},
        { token: ann.accessToken, headers: { 'X-Request-Id': 'taking-ben-out' } },
      )
      .expect(200);
    const { id, kind, message, workspaceId } = there((await notificationsOf(app, ben))[0]);
    for (const socket of [phone, laptop]) {
      await socket.until(() => socket.named('notification:new').length > 0);
      expect(socket.named('notification:new')).toEqual([
        {
          event: 'notification:new',
          id: expect.any(String),
          ...{ workspaceId: null, actorId: ann.id, requestId: 'taking-ben-out' },
          occurredAt: expect.any(String),
          ...{ notificationId: id, kind, message, aboutWorkspaceId: workspaceId },
        },
      ]);
    }
    expect(message).toBe('You were removed from Acme.');
    await colleague.until(() => colleague.named('workspace:member:removed').length > 0);
    for (const other of [colleague, stranger]) expect(other.named('notification:new')).toEqual([]);
  });
});
