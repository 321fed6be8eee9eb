import { stopTestCluster } from './testCluster';

export default async function globalTeardown(): Promise<void> {
  await stopTestCluster();
}
