import { anEmail, PASSWORD } from '../app/people';
import { send } from './ProcessScene';

export interface Founder {
  readonly email: string;
  readonly token: string;
  readonly workspaceId: string;
  /** Of the workspace: `/api/v1/workspaces/…`. */
  readonly path: string;
}

/** Somebody who signs up at that server, with a workspace of their own. */
export async function aFounder(url: string): Promise<Founder> {
  const email = anEmail();
  const body = { name: 'Ann Smith', email, password: PASSWORD, organizationName: 'Acme' };
  const answer = await send(`${url}/api/v1/auth/signup`, 'POST', body);
  const { data } = (await answer.json()) as { data: { accessToken: string; workspace: { id: string } } };
  const workspaceId = data.workspace.id;
  return { email, token: data.accessToken, workspaceId, path: `/api/v1/workspaces/${workspaceId}` };
}
