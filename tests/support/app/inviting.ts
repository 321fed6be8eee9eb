import type { Test } from 'supertest';
import type { VerifiedOwner } from './members';
import { anEmail, mailedToken, type Person } from './people';
import type { Api } from './Api';

export function invite(
  app: Api,
  { accessToken: token }: Pick<Person, 'accessToken'>,
  workspaceId: string,
  body: object,
): Test {
  return app.post(`/workspaces/${workspaceId}/members/invite`, body, { token });
}

export interface Sent {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

/** An invitation by the host, and the token it was mailed with. */
export async function invited(
  app: Api,
  host: VerifiedOwner,
  { email = anEmail('bob'), role = 'member', by = host }: { email?: string; role?: string; by?: Person } = {},
): Promise<Sent> {
  const answer = await invite(app, by, host.workspaceId, { email, role }).expect(201);
  return { id: answer.body.data.id, email, token: await invitationToken(app, email) };
}

export function invitationToken(app: Api, email: string): Promise<string> {
  return mailedToken(app, email, '/accept-invitation');
}

export function accept(app: Api, { accessToken }: Pick<Person, 'accessToken'>, token: string): Test {
  return app.post('/invitations/accept', { token }, { token: accessToken });
}

/** Everybody who is in the workspace: id → role. */
export async function membersOf(app: Api, workspaceId: string): Promise<Record<string, string>> {
  const rows = await app.sql<{ id: string; role: string }>(
    'SELECT user_id AS id, role FROM memberships WHERE workspace_id = $1',
    [workspaceId],
  );
  return Object.fromEntries(rows.map(({ id, role }) => [id, role]));
}

export async function auditCount(app: Api, workspaceId: string, action: string): Promise<number> {
  const rows = await app.sql('SELECT 1 FROM audit_log WHERE workspace_id = $1 AND action = $2', [
    workspaceId,
    action,
  ]);
  return rows.length;
}
