import { aMember, aVerifiedOwner } from '../../app/members';
import { aPerson } from '../../app/people';
import { there } from '../../there';
import type { CrashScene } from '../CrashScene';
import type { WritePath } from '../WritePath';

/** Somebody who was told that another one has joined. */
async function aReader(app: CrashScene) {
  const owner = await aVerifiedOwner(app);
  const member = await aMember(app, owner.workspaceId, 'member');
  await app
    .call(
      'patch',
      `/workspaces/${owner.workspaceId}/members/${member.id}`,
      { role: 'admin' },
      { token: owner.accessToken },
    )
    .expect(200);
  await app.drain();
  const [unread] = await app.sql<{ id: string }>('SELECT id FROM notifications WHERE user_id = $1', [
    member.id,
  ]);
  return { by: member, at: { id: there(unread).id } };
}

export const notificationPaths: readonly WritePath[] = [
  { on: 'POST /notifications/:id/read', arrange: aReader },
  { on: 'POST /notifications/read-all', arrange: aReader },
  {
    on: 'PUT /notifications/preferences',
    arrange: async (app) => ({ by: await aPerson(app) }),
  },
];
