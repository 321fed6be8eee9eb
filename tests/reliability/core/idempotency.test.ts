import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { anEmail } from '../../support/app/people';
import { ProcessScene, send } from '../../support/process/ProcessScene';

const AT_ONCE = 50;
const API = '/api/v1';

let scene: ProcessScene;
let urls: string[];
let token: string;
let workspaceId: string;
beforeAll(async () => {
  scene = await ProcessScene.open();
  urls = await Promise.all([scene.spawn().ready(), scene.spawn().ready()]);
  const answer = await send(`${urls[0]}${API}/auth/signup`, 'POST', {
    name: 'Ann Smith',
    email: anEmail(),
    password: 'a fine long passphrase',
    organizationName: 'Acme',
  });
  const { data } = (await answer.json()) as { data: { accessToken: string; workspace: { id: string } } };
  [token, workspaceId] = [data.accessToken, data.workspace.id];
  await scene.sql('UPDATE users SET email_verified = true');
  await scene.sql('UPDATE invitation_quotas SET most = 100000');
}, 30_000);
afterAll(() => scene.close());

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: { readonly code?: string; readonly data?: { readonly id: string } };
}

async function post(turn: number, path: string, key: string, body: object): Promise<Answer> {
  const answer = await fetch(`${urls[turn % urls.length]}${API}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(body),
  });
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    body: (await answer.json()) as Answer['body'],
  };
}

const found = (turn: number, key: string, name: string) => post(turn, '/workspaces', key, { name });
const named = (name: string) => scene.sql('SELECT 1 FROM workspaces WHERE name = $1', [name]);

describe('I17 T2 the same Idempotency-Key on two processes', () => {
  it('50 at once, 20 times: one effect each; all others hear the same answer, or that it is under way', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [key, name] = [randomUUID(), `n${randomUUID()}`];
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, turn) => found(turn, key, name)));
      const made = answers.filter(({ status }) => status === 201);
      const waiting = answers.filter(({ status }) => status !== 201);
      expect(made.length).toBeGreaterThanOrEqual(1);
      expect(new Set(made.map(({ body }) => body.data?.id)).size).toBe(1);
      for (const { body, status, retryAfter } of waiting)
        expect({ status, code: body.code, retryAfter }).toEqual({
          status: 409,
          code: 'IDEMPOTENCY_KEY_IN_USE',
          retryAfter: '1',
        });
      expect(await named(name)).toHaveLength(1);
      expect((await found(round, key, name)).body).toEqual(made[0]?.body);
    }
  });

  it('50 at once with 50 bodies: one effect; the others are under way or another body', async () => {
    const [key, name] = [randomUUID(), `n${randomUUID()}`];
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, turn) => found(turn, key, `${name} ${turn}`)),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect([...statuses].filter((status) => ![201, 409, 422].includes(status))).toEqual([]);
    expect(await scene.sql('SELECT 1 FROM workspaces WHERE name LIKE $1', [`${name}%`])).toHaveLength(1);
  });

  it('lists that invite the same people in opposite order: each row has one outcome', async () => {
    const people = Array.from({ length: 6 }, () => anEmail('bob'));
    const rows = people.map((email) => ({ email, role: 'member' }));
    const path = `/workspaces/${workspaceId}/members/invite/bulk`;
    const answers = await Promise.all(
      [rows, rows.toReversed()].map((invitations, turn) => post(turn, path, randomUUID(), { invitations })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const pending = await scene.sql('SELECT 1 FROM invitations WHERE email = ANY($1)', [people]);
    expect(pending).toHaveLength(people.length);
  });

  it('X1 a process killed between effect and answer: nothing is left, and the call sent again has one effect', async () => {
    const [key, name] = [randomUUID(), `n${randomUUID()}`];
    const doomed = scene.spawn();
    urls = [await doomed.ready()];
    const holder = new Client({ connectionString: scene.adminUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE idempotency_keys IN EXCLUSIVE MODE');
    const lost = found(0, key, name).catch(() => null);
    const stuck = `SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%idempotency_keys%'`;
    while ((await scene.sql(stuck)).length === 0) await pause(5);
    await doomed.kill();
    await holder.query('COMMIT');
    await holder.end();

    expect(await lost).toBeNull();
    urls = [await scene.spawn().ready()];
    while ((await scene.sql(stuck)).length > 0) await pause(5);
    expect(await named(name)).toEqual([]);
    const answer = await found(0, key, name);
    expect(answer.status).toBe(201);
    expect((await found(0, key, name)).body).toEqual(answer.body);
    expect(await named(name)).toHaveLength(1);
  });
});
