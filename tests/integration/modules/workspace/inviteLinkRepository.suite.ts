import type { Scope } from '../../../../src/core/application/UnitOfWork';
import type { UserId, WorkspaceId } from '../../../../src/core/domain/ids';
import { InviteLink } from '../../../../src/modules/workspace/domain/InviteLink';
import { SqlInviteLinkRepository } from '../../../../src/modules/workspace/infrastructure/SqlInviteLinkRepository';
import { SqlLinkGuests } from '../../../../src/modules/workspace/infrastructure/SqlLinkGuests';
import { PostgresSurroundings } from '../../../support/surroundings/PostgresSurroundings';
import { SCOPE } from '../../../support/surroundings/Surroundings';

interface Company {
  readonly workspaceId: WorkspaceId;
  readonly userId: UserId;
}

let around: PostgresSurroundings;
let links: SqlInviteLinkRepository;
let acme: Company;
let beta: Company;
beforeAll(async () => {
  around = await PostgresSurroundings.open();
  links = new SqlInviteLinkRepository(around.database, around.ledger);
  acme = await aCompany();
  beta = await aCompany();
});
afterAll(() => around.close());

const MADE = new Date('2026-01-01T00:00:00Z');
const LAPSES = new Date('2026-01-08T00:00:00Z');
const memberOf = ({ userId, workspaceId }: Company): Scope => ({ as: 'member', userId, workspaceId });

async function aCompany(): Promise<Company> {
  const { userId } = await around.person();
  const workspaceId = around.random.id<'workspace'>();
  await around.sql(`INSERT INTO workspaces (id, name, slug) VALUES ($1::uuid, 'Acme', $1::text)`, [
    workspaceId,
  ]);
  return { workspaceId, userId };
}

async function aLinkOf({ workspaceId, userId }: Company, maxUses: number | null = null) {
  const token = around.random.secret();
  const id = around.random.id<'invite-link'>();
  const wanted = { id, workspaceId, role: 'member', allowedDomains: ['a.example', 'b.example'], maxUses };
  const link = InviteLink.make({ ...wanted, invitedBy: userId, expiresAt: LAPSES }, MADE);
  await around.unit.run(memberOf({ workspaceId, userId }), () => links.add(link, token));
  return { id, token, link };
}

describe('SqlInviteLinkRepository', () => {
  it('finds what was added, by its id in its workspace or by its token', async () => {
    const { id, token, link } = await aLinkOf(acme, 3);
    const inAcme = await around.unit.run(SCOPE, () => links.find(acme.workspaceId, id));
    expect(inAcme?.state).toEqual(link.state);
    const byToken = await around.unit.run(SCOPE, () => links.findByToken(token));
    expect(byToken?.state).toEqual(link.state);
    expect(await around.unit.run(SCOPE, () => links.findByToken(id))).toBeNull();
  });

  it('G3 finds none of another workspace', async () => {
    const { id } = await aLinkOf(beta);
    expect(await around.unit.run(SCOPE, () => links.find(acme.workspaceId, id))).toBeNull();
  });

  it('G18 shows the wall to statements that forget their workspace', async () => {
    const { id, token } = await aLinkOf(beta);
    await around.unit.run(memberOf(acme), async () => {
      expect(await links.findByToken(token)).toBeNull();
      expect(await around.database.rows('SELECT 1 FROM invite_links WHERE id = $1', [id])).toEqual([]);
      expect(await around.database.write('UPDATE invite_links SET uses = uses WHERE id = $1', [id])).toBe(0);
    });
  });

  it('G20 puts no link of one workspace into another, nor a guest', async () => {
    const { id } = await aLinkOf(beta);
    const moved = around.unit.run(memberOf(beta), () =>
      around.database.write('UPDATE invite_links SET workspace_id = $2 WHERE id = $1', [
        id,
        acme.workspaceId,
      ]),
    );
    await expect(moved).rejects.toMatchObject({ parent: { code: '42501' } });
    const guest = around.unit.run(SCOPE, () =>
      around.database.write(
        'INSERT INTO invite_link_guests (user_id, workspace_id, link_id) VALUES ($1, $2, $3)',
        [acme.userId, acme.workspaceId, id],
      ),
    );
    await expect(guest).rejects.toMatchObject({ parent: { code: '23503' } });
  });

  it('lets one of two win who use or revoke it at once', async () => {
    const { id } = await aLinkOf(acme, 1);
    const find = () => around.unit.run(SCOPE, () => links.find(acme.workspaceId, id));
    const [one, other] = [await find(), await find()];
    one?.use(acme.userId);
    await around.unit.run(SCOPE, () => links.save(one as InviteLink));
    other?.revoke(MADE);
    const late = around.unit.run(SCOPE, () => links.save(other as InviteLink));
    await expect(late).rejects.toMatchObject({ code: 'VERSION_STALE' });
    expect((await find())?.state).toMatchObject({ uses: 1, revokedAt: null });
  });

  it('holds no more uses than there may be, whoever writes them', async () => {
    const { id } = await aLinkOf(acme, 1);
    await expect(around.sql('UPDATE invite_links SET uses = 2 WHERE id = $1', [id])).rejects.toMatchObject({
      constraint: 'invite_links_most_uses',
    });
  });

  it('counts those somebody could join by', async () => {
    const company = await aCompany();
    const [, revoked, used] = [await aLinkOf(company), await aLinkOf(company), await aLinkOf(company, 1)];
    revoked.link.revoke(MADE);
    used.link.use(company.userId);
    await around.unit.run(SCOPE, async () => {
      await links.save(revoked.link);
      await links.save(used.link);
      expect(await links.countOpen(company.workspaceId, MADE)).toBe(1);
      expect(await links.countOpen(company.workspaceId, LAPSES)).toBe(0);
    });
  });
});

describe('SqlLinkGuests', () => {
  it('gives the link of a guest once', async () => {
    const guests = new SqlLinkGuests(around.database, links);
    const { link } = await aLinkOf(acme);
    const { userId } = await around.person();
    await around.unit.run(SCOPE, () => guests.add(userId, link));
    expect((await around.unit.run(SCOPE, () => guests.take(userId)))?.state).toEqual(link.state);
    expect(await around.unit.run(SCOPE, () => guests.take(userId))).toBeNull();
  });

  it('G18 is out of reach for members', async () => {
    const read = around.unit.run(memberOf(acme), () =>
      around.database.rows('SELECT 1 FROM invite_link_guests'),
    );
    await expect(read).rejects.toMatchObject({ parent: { code: '42501' } });
  });
});
