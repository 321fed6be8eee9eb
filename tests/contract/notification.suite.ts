import { InMemoryNotifications } from '../support/fakes/InMemoryNotifications';
import { InMemorySurroundings } from '../support/surroundings/InMemorySurroundings';
import { notificationsContract, type NotificationsUnderTest } from './notifications.contract';

let underTest: NotificationsUnderTest;

beforeEach(() => {
  const around = new InMemorySurroundings();
  const notifications = new InMemoryNotifications(around.memory, around.clock);
  underTest = Object.assign(around, { notifications, mine: notifications });
});

notificationsContract('InMemoryNotifications', () => underTest);
