import { randomBytes } from 'node:crypto';
import { learnIds, rowsOf } from './belongings';
import { has, type Table } from './catalogue';
import type { Line } from './Line';
import { RowMaker, type Samples } from './sampleRow';
import type { Answer, Call, RunningApp } from './RunningApp';
import type { Person, Side } from './Side';

export const PASSWORD = 'a fine long passphrase';

interface SignInBody {
  readonly data: {
    readonly user: { readonly id: string };
    readonly workspace: { readonly id: string } | null;
    readonly accessToken: string;
    readonly refreshToken: string;
  };
}

/** Two workspaces with people, sessions, an invitation and mails, by the API. */
export async function seedSides(app: RunningApp): Promise<[Side, Side]> {
  const sides: [Side, Side] = [await seedSide(app, 'A'), await seedSide(app, 'B')];
  for (const side of sides) await readMails(app, side);
  return sides;
}

/** A row of each side in every table that belongs to a module or to a workspace, by the catalogue. */
export async function fillTables(
  app: RunningApp,
  tables: readonly Table[],
  [a, b]: readonly [Side, Side],
  lines: ReadonlyMap<string, Line>,
): Promise<void> {
  const maker = new RowMaker(app.admin, tables, samplesOf(app));
  await learnIds(app.admin, tables, [a, b]);
  for (const table of tables.filter((one) => isTenants(app, one))) {
    for (const [side, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if ((await rowsOf(app.admin, table, side, other)).length > 0) continue;
      await maker.insert(table, side, other).catch((error: unknown) => {
        lines.get(table.name)?.faults.push(notProvable(table, error as Error));
      });
    }
  }
  await learnIds(app.admin, tables, [a, b]);
}

/** A table of a module or of workspaces; what else there is is machinery. */
export function isTenants({ modules }: RunningApp, table: Table): boolean {
  return (
    !table.isView && (has(table, 'workspace_id') || modules.some(({ tables }) => tables.includes(table.name)))
  );
}

export function samplesOf({ modules }: RunningApp): Samples {
  return Object.assign({}, ...modules.map(({ samples }) => samples ?? {})) as Samples;
}

export function notProvable({ name }: Table, { message }: Error): string {
  return (
    `no row could be made up for it (${message}): name column values that pass in the module that owns it, ` +
    `samples: { ${name}: { … } } in defineModule`
  );
}

/** Signs the person in anew: what they held may be used up. */
export async function signIn(app: RunningApp, person: Person): Promise<boolean> {
  const { status, text } = await app.call(post('/auth/login', { email: person.email, password: PASSWORD }));
  if (status !== 200) return false;
  const { data } = JSON.parse(text) as SignInBody;
  Object.assign(person, { accessToken: data.accessToken, refreshToken: data.refreshToken });
  return true;
}

export async function aSuperAdmin(app: RunningApp): Promise<Person> {
  const admin = await register(app, 'platform', 'root');
  await app.admin.query(`UPDATE users SET platform_role = 'super_admin' WHERE id = $1`, [admin.id]);
  return admin;
}

/** One more member: for when an earlier call has used one up. */
export async function aMember(app: RunningApp, { mark, workspaceId }: Side, role: string): Promise<Person> {
  const person = await register(app, mark, role);
  await app.admin.query('INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, $3)', [
    workspaceId,
    person.id,
    role,
  ]);
  return person;
}

async function seedSide(app: RunningApp, name: 'A' | 'B'): Promise<Side> {
  const mark = `canary${name.toLowerCase()}${randomBytes(6).toString('hex')}`;
  const email = `owner@${mark}.example`;
  const body = { name: `${mark} Owner`, email, password: PASSWORD, organizationName: mark };
  const signUp = JSON.parse(expected(201, await app.call(post('/auth/signup', body)))) as SignInBody;
  const owner = await verified(app, personOf(email, signUp));
  const unfinished = { name, mark, workspaceId: signUp.data.workspace?.id ?? '', owner };
  const nothing = { ids: [], links: [], probes: [], families: [], tokens: [] };
  const side: Side = {
    ...unfinished,
    ...nothing,
    member: await aMember(app, { ...unfinished, ...nothing, member: owner, guest: owner }, 'member'),
    guest: await register(app, mark, 'guest'),
  };
  await livelyTraces(app, side);
  return side;
}

/** What an ordinary day leaves behind. */
async function livelyTraces(app: RunningApp, { workspaceId, owner, member, guest }: Side): Promise<void> {
  const invitation = { email: guest.email, role: 'member' };
  const invited = await app.call({
    ...post(`/workspaces/${workspaceId}/members/invite`, invitation),
    token: owner.accessToken,
  });
  expected(201, invited);
  await app.call(post('/auth/forgot-password', { email: member.email }));
  await app.call(post('/auth/login', { email: member.email, password: 'not the right one' }));
  await signIn(app, owner);
}

async function register(app: RunningApp, mark: string, name: string): Promise<Person> {
  const email = `${name}.${randomBytes(4).toString('hex')}@${mark}.example`;
  const body = { firstName: mark, lastName: name, email, password: PASSWORD };
  return verified(
    app,
    personOf(email, JSON.parse(expected(201, await app.call(post('/auth/register', body)))) as SignInBody),
  );
}

async function verified(app: RunningApp, person: Person): Promise<Person> {
  await app.admin.query('UPDATE users SET email_verified = true WHERE id = $1', [person.id]);
  return person;
}

/** What was mailed to a side by now. */
export async function readMails(app: RunningApp, side: Side): Promise<void> {
  await app.drain();
  Object.assign(side, { tokens: await app.tokensIn(side.mark) });
}

function personOf(email: string, { data }: SignInBody): Person {
  const { user, accessToken, refreshToken } = data;
  return { id: user.id, email, accessToken, refreshToken };
}

function post(path: string, body: object): Call {
  return { method: 'post', path, body };
}

function expected(status: number, answer: Answer): string {
  if (answer.status !== status)
    throw new Error(`The seed was answered with ${answer.status}: ${answer.text}`);
  return answer.text;
}
