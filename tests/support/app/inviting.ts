import type { Test } from 'supertest';
import { anEmail, anOwner, aPerson, mailedToken, type Person } from './people';
import type { TestApp } from './TestApp';

/** An owner with a verified address, who may invite. */
export interface Host extends Person {
  readonly workspaceId: string;
}

export async function aHost(app: TestApp): Promise<Host> {
  const owner = await anOwner(app);
  await verified(app, owner);
  return owner as Host;
}

export function verified(app: TestApp, { id }: Pick<Person, 'id'>): Promise<object[]> {
  return app.sql('UPDATE users SET email_verified = true WHERE id = $1', [id]);
}

/** Somebody with a verified address who is in that workspace. */
export async function aColleague(app: TestApp, workspaceId: string, role: string): Promise<Person> {
  const colleague = await aPerson(app);
  await verified(app, colleague);
  await app.sql('INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, $3)', [
    workspaceId,
    colleague.id,
    role,
  ]);
  return colleague;
}

export function invite(
  app: TestApp,
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
  app: TestApp,
  host: Host,
  { email = anEmail('bob'), role = 'member', by = host }: { email?: string; role?: string; by?: Person } = {},
): Promise<Sent> {
  const answer = await invite(app, by, host.workspaceId, { email, role }).expect(201);
  return { id: answer.body.data.id, email, token: await invitationToken(app, email) };
}

export function invitationToken(app: TestApp, email: string): Promise<string> {
  return mailedToken(app, email, '/accept-invitation');
}

export function accept(app: TestApp, { accessToken }: Pick<Person, 'accessToken'>, token: string): Test {
  return app.post('/invitations/accept', { token }, { token: accessToken });
}

/** Everybody who is in the workspace: id → role. */
export async function membersOf(app: TestApp, workspaceId: string): Promise<Record<string, string>> {
  const rows = await app.sql<{ id: string; role: string }>(
    'SELECT user_id AS id, role FROM memberships WHERE workspace_id = $1',
    [workspaceId],
  );
  return Object.fromEntries(rows.map(({ id, role }) => [id, role]));
}

export async function auditCount(app: TestApp, workspaceId: string, action: string): Promise<number> {
  const rows = await app.sql('SELECT 1 FROM audit_log WHERE workspace_id = $1 AND action = $2', [
    workspaceId,
    action,
  ]);
  return rows.length;
}
