import type { WritePath } from '../WritePath';
import { auditPaths } from './audit';
import { authPaths } from './auth';
import { invitationPaths } from './invitations';
import { lookPaths } from './looks';
import { mfaPaths } from './mfa';
import { notificationPaths } from './notification';
import { rolePaths } from './role';
import { servicePaths } from './services';
import { userPaths } from './user';
import { webhookPaths } from './webhook';
import { workspacePaths } from './workspace';

/** Suite of `tests/reliability` → the paths that it walks. Each is a file of its own, so that they run side by side. */
export const writePaths = {
  'core/crashes': [...lookPaths, ...servicePaths],
  'user/crashes': userPaths,
  'role/crashes': rolePaths,
  'workspace/crashes': workspacePaths,
  'workspace/invitationCrashes': invitationPaths,
  'auth/crashes': authPaths,
  'auth/mfaCrashes': mfaPaths,
  'audit/crashes': auditPaths,
  'notification/crashes': notificationPaths,
  'webhook/crashes': webhookPaths,
} as const satisfies Readonly<Record<string, readonly WritePath[]>>;

export const allPaths: readonly WritePath[] = Object.values(writePaths).flat();
