import { makeMigratedTemplate } from './migratedTemplate';
import { startTestCluster } from './testCluster';

export default async function globalSetup(): Promise<void> {
  const adminUrl = await startTestCluster();
  process.env.TEST_DATABASE_ADMIN_URL = adminUrl;
  await makeMigratedTemplate(adminUrl);
}
