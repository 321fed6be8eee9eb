import { PipelinedReader } from '../../../src/core/infrastructure/database/ScopedReader';
import { SqlMyNotifications } from '../../../src/modules/notification/infrastructure/SqlMyNotifications';
import { SqlNotificationRepository } from '../../../src/modules/notification/infrastructure/SqlNotificationRepository';
import { notificationsContract, type NotificationsUnderTest } from '../../contract/notifications.contract';
import { PostgresSurroundings } from '../../support/surroundings/PostgresSurroundings';

let around: PostgresSurroundings;
let reader: PipelinedReader;
let underTest: NotificationsUnderTest;

beforeAll(async () => {
  around = await PostgresSurroundings.open();
  reader = new PipelinedReader({ url: around.url, ssl: false, connections: 1 });
  underTest = Object.assign(around, {
    notifications: new SqlNotificationRepository(around.database),
    mine: new SqlMyNotifications(reader),
  });
});

afterAll(async () => {
  await reader.close();
  await around.close();
});

notificationsContract('SqlNotificationRepository', () => underTest);
