import { RaceScene } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { seedWorkspace } from '../../support/races/seedWorkspaces';
import { CALLS, fifty, race, ROUNDS } from '../../support/races/Tally';
import { there } from '../../support/there';

let scene: RaceScene;
beforeAll(async () => {
  scene = await RaceScene.open();
});
afterAll(() => scene.close());

interface Linked {
  readonly host: Racer;
  readonly workspaceId: string;
  readonly linkId: string;
  readonly token: string;
  readonly people: readonly Racer[];
}

/** A workspace with a link, and so many people who have it. */
async function linked(many: number, maxUses: number | null = null): Promise<Linked> {
  const [host, ...people] = (await scene.people(many + 1)) as [Racer, ...Racer[]];
  const workspaceId = await seedWorkspace(scene.sql, [host]);
  const path = `/workspaces/${workspaceId}/invite-links`;
  const { body } = await scene.call(0, 'POST', path, host, { role: 'member', maxUses });
  const { id, token } = body.data as { id: string; token: string };
  return { host, workspaceId, linkId: id, token, people };
}

const accept = (turn: number, { token }: Linked, who: Racer) =>
  scene.call(turn, 'POST', '/invitations/accept', who, { token });

/** What the database holds of these workspaces: members beside the owners, uses, and what was written down of them. */
async function heldOf(workspaces: readonly string[]) {
  const within = 'workspace_id = ANY($1::uuid[])';
  const of = (rows: string) => scene.count(`${rows} AND ${within}`, [workspaces]);
  const uses = `SELECT coalesce(sum(uses), 0)::int AS uses FROM invite_links WHERE ${within}`;
  const [counted] = await scene.sql<{ uses: number }>(uses, [workspaces]);
  return {
    members: await of(`memberships WHERE role = 'member'`),
    uses: counted?.uses ?? 0,
    'audited as used': await of(`audit_log WHERE action = 'invite-link.used'`),
    'told as joined': await of(`outbox WHERE name = 'workspace:member:joined'`),
  };
}

const held = (joined: number) => ({
  ...{ members: joined, uses: joined, 'audited as used': joined, 'told as joined': joined },
});

describe('invite links, at two processes', () => {
  it('H1 T2 fifty acceptances by one person use a link up that one may use, and all are told so', async () => {
    const workspaces: string[] = [];
    const tally = await race(async () => {
      const link = await linked(1, 1);
      workspaces.push(link.workspaceId);
      const answers = await Promise.all(fifty((turn) => accept(turn, link, there(link.people[0]))));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body.data))).size).toBe(1);
      return answers;
    });

    tally.report('H1 one person, a link for one', await heldOf(workspaces));
    expect(tally.outcomes).toEqual({ '200': ROUNDS * CALLS });
    expect(await heldOf(workspaces)).toEqual(held(ROUNDS));
  }, 120_000);

  it('G21 T2 fifty people use a link exactly as often as it may be used', async () => {
    const workspaces: string[] = [];
    const most = 7;
    const tally = await race(async () => {
      const link = await linked(CALLS, most);
      workspaces.push(link.workspaceId);
      return Promise.all(link.people.map((who, turn) => accept(turn, link, who)));
    });

    tally.report(`G21 a link for ${most}`, await heldOf(workspaces));
    expect(tally.outcomes).toEqual({ '200': ROUNDS * most, '404 NOT_FOUND': ROUNDS * (CALLS - most) });
    expect(await heldOf(workspaces)).toEqual(held(ROUNDS * most));
  }, 120_000);

  it('G21 T2 fifty people with one link fill exactly the seats there are', async () => {
    const workspaces: string[] = [];
    const free = 7;
    const tally = await race(async () => {
      const link = await linked(CALLS);
      workspaces.push(link.workspaceId);
      await scene.sql('UPDATE workspaces SET seat_limit = $2 WHERE id = $1', [link.workspaceId, free + 1]);
      return Promise.all(link.people.map((who, turn) => accept(turn, link, who)));
    });

    tally.report(`G21 ${free} free seats by link`, await heldOf(workspaces));
    expect(tally.outcomes).toEqual({ '200': ROUNDS * free, '409 SEAT_LIMIT': ROUNDS * (CALLS - free) });
    expect(await heldOf(workspaces)).toEqual(held(ROUNDS * free));
  }, 120_000);

  it('X19 T2 a link that is revoked while it is used admits those before, and nobody after', async () => {
    const workspaces: string[] = [];
    const many = CALLS - 1;
    const tally = await race(async () => {
      const link = await linked(many);
      const { host, workspaceId, linkId } = link;
      workspaces.push(workspaceId);
      const path = `/workspaces/${workspaceId}/invite-links/${linkId}`;
      const accepted = link.people.map((who, turn) => accept(turn, link, who));
      const revoked = Promise.race(accepted).then(() => scene.call(0, 'DELETE', path, host));
      return Promise.all([...accepted, revoked]);
    });

    const after = await heldOf(workspaces);
    tally.report('X19 a link used against revoked', after);
    const { members } = after;
    expect(after).toEqual(held(members));
    expect(members).toBeGreaterThanOrEqual(ROUNDS);
    const refused = ROUNDS * many - members;
    expect(tally.outcomes).toEqual({
      '200': ROUNDS + members,
      ...(refused > 0 && { '404 NOT_FOUND': refused }),
    });
    const revoked = `audit_log WHERE action = 'invite-link.revoked' AND workspace_id = ANY($1::uuid[])`;
    expect(await scene.count(revoked, [workspaces])).toBe(ROUNDS);
  }, 120_000);
});
