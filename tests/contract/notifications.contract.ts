import { randomUUID } from 'node:crypto';
import { asId, type UserId } from '../../src/core/domain/ids';
import type { MyNotifications } from '../../src/modules/notification/application/MyNotifications';
import type { NewNotification } from '../../src/modules/notification/domain/Notification';
import type { NotificationRepository } from '../../src/modules/notification/domain/NotificationRepository';
import { SCOPE, type Surroundings } from '../support/surroundings/Surroundings';

export interface NotificationsUnderTest extends Surroundings {
  readonly notifications: NotificationRepository;
  readonly mine: MyNotifications;
}

/** What every NotificationRepository keeps, and the list that reads from it. */
export function notificationsContract(name: string, underTest: () => NotificationsUnderTest): void {
  describe(`${name} keeps the NotificationRepository contract`, () => {
    const someone = async () => (await underTest().person()).userId;
    const aNotification = (userId: UserId, id: string = randomUUID()): NewNotification => ({
      id: asId<'notification'>(id),
      userId,
      kind: 'workspace.restored',
      message: 'Acme was restored.',
      facts: { workspaceName: 'Acme' },
      workspaceId: null,
    });
    const ask = <T>(work: (notifications: NotificationRepository) => Promise<T>) =>
      underTest().unit.run(SCOPE, () => work(underTest().notifications));
    const add = (...notifications: NewNotification[]) => ask((to) => to.add(notifications));
    const all = (userId: UserId) => underTest().mine.list(userId, false, { limit: 100, after: null });
    const idsOf = async (userId: UserId) => (await all(userId)).map(({ id }) => id);
    const idsInOrder = (count: number) => Array.from({ length: count }, () => randomUUID() as string).sort();

    it('shows a person what was added for them, newest first, a page at a time', async () => {
      const [ann, bob] = [await someone(), await someone()];
      const [first = '', second = '', third = ''] = idsInOrder(3);
      for (const id of [second, third, first]) await add(aNotification(ann, id));
      await add(aNotification(bob));
      expect(await idsOf(ann)).toEqual([third, second, first]);
      const page = await underTest().mine.list(ann, false, { limit: 1, after: third });
      expect(page).toEqual([
        {
          id: second,
          kind: 'workspace.restored',
          message: 'Acme was restored.',
          facts: { workspaceName: 'Acme' },
          workspaceId: null,
          createdAt: expect.any(Date),
          readAt: null,
        },
      ]);
    });

    it('tells what is new: of one event everybody has one, however often it comes', async () => {
      const [ann, bob] = [await someone(), await someone()];
      const id = randomUUID();
      expect(await add(aNotification(ann, id))).toEqual([aNotification(ann, id)]);
      expect(await add(aNotification(ann, id), aNotification(bob, id))).toEqual([aNotification(bob, id)]);
      expect(await add(aNotification(ann, id), aNotification(bob, id))).toEqual([]);
      expect(await add()).toEqual([]);
      expect([await idsOf(ann), await idsOf(bob)]).toEqual([[id], [id]]);
    });

    it('of 50 deliveries of an event at once, one is new', async () => {
      const ann = await someone();
      const id = randomUUID();
      const added = await Promise.all(Array.from({ length: 50 }, () => add(aNotification(ann, id))));
      expect(added.flat()).toHaveLength(1);
      expect(await idsOf(ann)).toEqual([id]);
    });

    it('keeps when one was read first, and reads nobody else’s', async () => {
      const [ann, bob] = [await someone(), await someone()];
      const [one, other] = [aNotification(ann), aNotification(ann)];
      await add(one, other, aNotification(bob, one.id));
      const read = await ask((of) => of.markRead(ann, one.id));
      expect(read).toMatchObject({ id: one.id, readAt: expect.any(Date) });
      expect(await ask((of) => of.markRead(ann, one.id))).toEqual(read);
      expect(await ask((of) => of.markRead(bob, other.id))).toBeNull();
      expect([await underTest().mine.unread(ann), await underTest().mine.unread(bob)]).toEqual([1, 1]);
    });

    it('lists and counts the unread ones alone', async () => {
      const ann = await someone();
      const [one, other] = [aNotification(ann), aNotification(ann)];
      await add(one);
      await add(other);
      await ask((of) => of.markRead(ann, one.id));
      const unread = await underTest().mine.list(ann, true, { limit: 100, after: null });
      expect(unread.map(({ id }) => id)).toEqual([other.id]);
      expect(await underTest().mine.unread(ann)).toBe(1);
    });

    it('reads all of one person, each once, also when 50 do it at once', async () => {
      const [ann, bob] = [await someone(), await someone()];
      for (let at = 0; at < 5; at += 1) await add(aNotification(ann));
      await add(aNotification(bob));
      const read = await Promise.all(Array.from({ length: 50 }, () => ask((of) => of.markAllRead(ann))));
      expect(read.reduce((sum, count) => sum + count, 0)).toBe(5);
      expect([await underTest().mine.unread(ann), await underTest().mine.unread(bob)]).toEqual([0, 1]);
    });
  });
}
