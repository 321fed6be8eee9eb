import type { WritePath } from '../WritePath';
import { auditPaths } from './audit';
import { authPaths } from './auth';
import { lookPaths } from './looks';
import { notificationPaths } from './notification';
import { rolePaths } from './role';
import { servicePaths } from './services';
import { userPaths } from './user';
import { webhookPaths } from './webhook';
import { workspacePaths } from './workspace';

/** Module → the paths that are walked beside it. */
export const writePaths = {
  core: [...lookPaths, ...servicePaths],
  user: userPaths,
  role: rolePaths,
  workspace: workspacePaths,
  auth: authPaths,
  audit: auditPaths,
  notification: notificationPaths,
  webhook: webhookPaths,
} as const satisfies Readonly<Record<string, readonly WritePath[]>>;

export const allPaths: readonly WritePath[] = Object.values(writePaths).flat();
