import { anEmail } from '../../support/app/people';
import { RaceScene } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { seedInvitations, seedWorkspace, type Guest } from '../../support/races/seedWorkspaces';
import { CALLS, fifty, race, ROUNDS } from '../../support/races/Tally';
import { there } from '../../support/there';

let scene: RaceScene;
beforeAll(async () => {
  scene = await RaceScene.open();
});
afterAll(() => scene.close());

const accept = (turn: number, { who, token }: Guest) =>
  scene.call(turn, 'POST', '/invitations/accept', who, { token });
const invite = (turn: number, workspaceId: string, by: Racer, email: string) =>
  scene.call(turn, 'POST', `/workspaces/${workspaceId}/members/invite`, by, { email, role: 'member' });

interface Hosted {
  readonly host: Racer;
  readonly workspaceId: string;
  readonly guests: readonly Guest[];
}

/** A workspace with its owner, and so many people invited to it. */
async function hosted(many: number): Promise<Hosted> {
  const [host, ...people] = (await scene.people(many + 1)) as [Racer, ...Racer[]];
  const workspaceId = await seedWorkspace(scene.sql, [host]);
  return { host, workspaceId, guests: await seedInvitations(scene.sql, workspaceId, host, people) };
}

/** What the database holds of these workspaces: members beside the owners, and what was written down of them. */
async function heldOf(workspaces: readonly string[]) {
  const within = 'workspace_id = ANY($1::uuid[])';
  const of = (rows: string) => scene.count(`${rows} AND ${within}`, [workspaces]);
  return {
    members: await of(`memberships WHERE role = 'member'`),
    accepted: await of(`invitations WHERE status = 'accepted'`),
    revoked: await of(`invitations WHERE status = 'revoked'`),
    'audited as accepted': await of(`audit_log WHERE action = 'invite.accepted'`),
    'told as joined': await of(`outbox WHERE name = 'workspace:member:joined'`),
  };
}

describe('invitations, at two processes', () => {
  it('H1 T2 fifty acceptances of one token make one member, who is told so fifty times', async () => {
    const workspaces: string[] = [];
    const tally = await race(async () => {
      const { workspaceId, guests } = await hosted(1);
      workspaces.push(workspaceId);
      const answers = await Promise.all(fifty((turn) => accept(turn, there(guests[0]))));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body.data))).size).toBe(1);
      return answers;
    });

    const held = await heldOf(workspaces);
    tally.report('H1 one invitation accepted', held);
    expect(tally.outcomes).toEqual({ '200': ROUNDS * CALLS });
    const once = ROUNDS;
    expect(held).toEqual({
      ...{ members: once, accepted: once, revoked: 0, 'audited as accepted': once, 'told as joined': once },
    });
  }, 120_000);

  it('X19 T2 of an acceptance and a revocation one wins, and the other is told', async () => {
    const workspaces: string[] = [];
    const pairs = CALLS / 2;
    const tally = await race(async (round) => {
      const { host, workspaceId, guests } = await hosted(pairs);
      workspaces.push(workspaceId);
      const revoke = ({ invitationId }: Guest, turn: number) =>
        scene.call(turn + 1, 'DELETE', `/workspaces/${workspaceId}/invitations/${invitationId}`, host);
      const acceptAll = () => guests.map((guest, turn) => accept(turn, guest));
      const revokeAll = () => guests.map(revoke);
      const inTurn = round % 2 === 0 ? [acceptAll, revokeAll] : [revokeAll, acceptAll];
      const answers = await Promise.all(inTurn.flatMap((calls) => calls()));
      const outcomes = answers.map(({ outcome }) => outcome);
      for (let at = 0; at < pairs; at += 1) {
        const both = new Set([outcomes[at], outcomes[at + pairs]]);
        expect([new Set(['200', '404 NOT_FOUND']), new Set(['200', '409 INVITATION_CLOSED'])]).toContainEqual(
          both,
        );
      }
      return answers;
    });

    const held = await heldOf(workspaces);
    tally.report('X19 accepted against revoked', held);
    expect(held.accepted + held.revoked).toBe(ROUNDS * pairs);
    expect([held.members, held['audited as accepted'], held['told as joined']]).toEqual(
      Array(3).fill(held.accepted),
    );
    expect(tally.outcomes).toEqual({
      '200': ROUNDS * pairs,
      ...(held.revoked > 0 && { '404 NOT_FOUND': held.revoked }),
      ...(held.accepted > 0 && { '409 INVITATION_CLOSED': held.accepted }),
    });
  }, 120_000);

  it('G21 T2 fifty acceptances fill exactly the seats there are', async () => {
    const workspaces: string[] = [];
    const free = 7;
    const tally = await race(async () => {
      const { workspaceId, guests } = await hosted(CALLS);
      workspaces.push(workspaceId);
      await scene.sql('UPDATE workspaces SET seat_limit = $2 WHERE id = $1', [workspaceId, free + 1]);
      return Promise.all(guests.map((guest, turn) => accept(turn, guest)));
    });

    const held = await heldOf(workspaces);
    tally.report(`G21 ${free} free seats`, held);
    expect(tally.outcomes).toEqual({ '200': ROUNDS * free, '409 SEAT_LIMIT': ROUNDS * (CALLS - free) });
    const taken = ROUNDS * free;
    expect(held).toEqual({
      ...{
        members: taken,
        accepted: taken,
        revoked: 0,
        'audited as accepted': taken,
        'told as joined': taken,
      },
    });
  }, 120_000);

  it('T2 fifty invitations of one address are one', async () => {
    const { host, workspaceId } = await hosted(0);
    const tally = await race(() => {
      const email = anEmail('bob');
      return Promise.all(fifty((turn) => invite(turn, workspaceId, host, email)));
    });

    const held = { pending: await scene.count('invitations WHERE workspace_id = $1', [workspaceId]) };
    tally.report('one address invited', held);
    expect(tally.outcomes).toEqual({ '201': ROUNDS, '409 INVITATION_PENDING': ROUNDS * (CALLS - 1) });
    expect(held).toEqual({ pending: ROUNDS });
  }, 120_000);

  it('G21 H8 T2 fifty workspaces bring one address exactly five mails', async () => {
    const hosts = await Promise.all(fifty(() => hosted(0)));
    const most = 5;
    const tally = await race(() => {
      const email = anEmail('bob');
      return Promise.all(hosts.map(({ host, workspaceId }, turn) => invite(turn, workspaceId, host, email)));
    });

    const ids = hosts.map(({ workspaceId }) => workspaceId);
    const held = { pending: await scene.count('invitations WHERE workspace_id = ANY($1::uuid[])', [ids]) };
    tally.report('H8 one address invited by fifty workspaces', held);
    expect(tally.outcomes).toEqual({
      '201': ROUNDS * most,
      '429 INVITATION_LIMIT': ROUNDS * (CALLS - most),
    });
    expect(held).toEqual({ pending: ROUNDS * most });
  }, 120_000);
});
