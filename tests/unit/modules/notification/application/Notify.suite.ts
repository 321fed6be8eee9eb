import { randomUUID } from 'node:crypto';
import { asId, type UserId } from '../../../../../src/core/domain/ids';
import { Notify, type Cause } from '../../../../../src/modules/notification/application/Notify';
import type { Notice } from '../../../../../src/modules/notification/domain/Notice';
import type { Channel, Choice } from '../../../../../src/modules/notification/domain/preferences';
import { FakeUnitOfWork } from '../../../../support/fakes/FakeUnitOfWork';
import { InMemoryDirectory } from '../../../../support/fakes/InMemoryDirectory';
import { InMemoryNotifications } from '../../../../support/fakes/InMemoryNotifications';
import { Memory } from '../../../../support/fakes/Memory';
import { RecordingLedger } from '../../../../support/fakes/RecordingLedger';
import { RecordingPost } from '../../../../support/fakes/RecordingPost';

const REMOVED: Notice = { kind: 'membership.ended', facts: { workspaceName: 'Acme' } };
const DELETED: Notice = { kind: 'workspace.deleted', facts: { workspaceName: 'Acme' } };
const PASSWORD: Notice = { kind: 'security.password-changed', facts: {} };

let directory: InMemoryDirectory;
let notifications: InMemoryNotifications;
let post: RecordingPost;
let ledger: RecordingLedger;
let notify: Notify;

beforeEach(() => {
  const memory = new Memory();
  directory = new InMemoryDirectory();
  notifications = new InMemoryNotifications(memory);
  post = new RecordingPost(memory);
  ledger = new RecordingLedger(memory);
  notify = new Notify(new FakeUnitOfWork(memory), directory, notifications, post, ledger);
});

const aCause = (actorId: UserId | null = null): Cause => ({
  id: randomUUID(),
  workspaceId: randomUUID(),
  actorId,
});
const turned = (enabled: boolean, group: Choice['group'], channel: Channel): { choices: Choice[] } => ({
  choices: [{ group, channel, enabled }],
});
/** By which channels whom it came to. */
const told = async ({ id, email }: { id: UserId; email: string }) => ({
  list: await notifications.unread(id),
  sockets: ledger.events.filter(({ name, subjectId }) => name === 'notification:new' && subjectId === id)
    .length,
  mails: post.mails.filter(({ to }) => to === email).length,
});

describe('notifying', () => {
  it('shows it in the list, tells the sockets and sends a mail', async () => {
    const [ann, actorId] = [directory.person(), asId<'user'>(randomUUID())];
    const cause = aCause(actorId);
    await notify.execute(cause, REMOVED, [ann.id]);
    const [shown] = await notifications.list(ann.id, true, { limit: 10, after: null });
    expect(shown).toMatchObject({ id: cause.id, message: 'You were removed from Acme.', ...REMOVED });
    expect(ledger.events).toEqual([
      {
        name: 'notification:new',
        workspaceId: null,
        subjectId: ann.id,
        actorId,
        requestId: null,
        payload: {
          notificationId: cause.id,
          kind: 'membership.ended',
          message: 'You were removed from Acme.',
          aboutWorkspaceId: cause.workspaceId,
        },
      },
    ]);
    expect(post.mails).toMatchObject([
      { to: ann.email, data: { firstName: 'Ann', message: 'You were removed from Acme.' } },
    ]);
  });

  it('does it once, however often and however many at once the event is delivered', async () => {
    const [ann, bob] = [directory.person(), directory.person()];
    const cause = aCause();
    await Promise.all(Array.from({ length: 50 }, () => notify.execute(cause, REMOVED, [ann.id, bob.id])));
    expect(await told(ann)).toEqual({ list: 1, sockets: 1, mails: 1 });
    expect(await told(bob)).toEqual({ list: 1, sockets: 1, mails: 1 });
    await notify.execute(aCause(), REMOVED, [ann.id]);
    expect(await told(ann)).toEqual({ list: 2, sockets: 2, mails: 2 });
  });

  it('takes each channel as the person wants it', async () => {
    const silent = directory.person(turned(false, 'membership', 'in-app'));
    const mailless = directory.person(turned(false, 'membership', 'mail'));
    const plain = directory.person();
    const keen = directory.person(turned(true, 'workspace', 'mail'));
    await notify.execute(aCause(), REMOVED, [silent.id, mailless.id]);
    await notify.execute(aCause(), DELETED, [plain.id, keen.id]);
    expect(await told(silent)).toEqual({ list: 0, sockets: 0, mails: 1 });
    expect(await told(mailless)).toEqual({ list: 1, sockets: 1, mails: 0 });
    expect(await told(plain)).toEqual({ list: 1, sockets: 1, mails: 0 });
    expect(await told(keen)).toEqual({ list: 1, sockets: 1, mails: 1 });
  });

  it('sends no mail to an address that nobody verified, or to an account that is not active', async () => {
    const ann = directory.person({ takesMail: false });
    await notify.execute(aCause(), REMOVED, [ann.id]);
    expect(await told(ann)).toEqual({ list: 1, sockets: 1, mails: 0 });
  });

  it('tells nobody what they did themselves', async () => {
    const [ann, bob] = [directory.person(), directory.person()];
    await notify.execute(aCause(ann.id), DELETED, [ann.id, bob.id]);
    expect(await told(ann)).toEqual({ list: 0, sockets: 0, mails: 0 });
    expect(await told(bob)).toMatchObject({ list: 1 });
  });

  it('tells of the security of an account in any case, and leaves its mail to whoever sends it already', async () => {
    const ann = directory.person(turned(false, 'security', 'in-app'));
    await notify.execute({ ...aCause(ann.id), workspaceId: null }, PASSWORD, [ann.id]);
    expect(await told(ann)).toEqual({ list: 1, sockets: 1, mails: 0 });
  });

  it('tells nobody whose account is gone', async () => {
    await notify.execute(aCause(), REMOVED, [asId<'user'>(randomUUID())]);
    expect([ledger.events, post.mails]).toEqual([[], []]);
  });
});
