import { randomUUID } from 'node:crypto';
import { faceOf } from '../../support/app/faceOf';
import { accept, auditCount } from '../../support/app/inviting';
import {
  aLink,
  aVisitor,
  makeLink,
  revokeLink,
  type Link,
  type LinkFacts,
} from '../../support/app/inviteLinks';
import {
  aMember,
  aSuperAdmin,
  aVerifiedOwner,
  type Role,
  type VerifiedOwner,
} from '../../support/app/members';
import { anOwner, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { tablesHolding } from '../../support/app/tablesHolding';
import { rowsAdded } from '../../support/app/tableCounts';
import { FRONTEND, TestApp } from '../../support/app/TestApp';

let app: TestApp;
let acme: VerifiedOwner;
let beta: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
  acme = await aVerifiedOwner(app);
  beta = await aVerifiedOwner(app);
});
afterAll(() => app.stop());

const DAY_MS = 86_400_000;
const FORBIDDEN = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] } as const;

interface Listed {
  readonly data: { readonly id: string; readonly status: string }[];
  readonly meta: { readonly nextCursor: string | null };
}
const listed = async (host: VerifiedOwner, query = '', by: Person = host): Promise<Listed> => {
  const path = `/workspaces/${host.workspaceId}/invite-links${query}`;
  return (await app.get(path, { token: by.accessToken }).expect(200)).body;
};
const statusOf = async (id: string) => (await listed(acme)).data.find((link) => link.id === id)?.status;

describe('making an invite link', () => {
  it('answers with the link, its token and its address, and writes it down', async () => {
    const host = await aVerifiedOwner(app);
    const facts = { role: 'manager', allowedDomains: ['example.com'], maxUses: 5, expiresInDays: 2 };
    const answer = await makeLink(app, host, host.workspaceId, facts).expect(201);

    const { data } = answer.body;
    expect(data).toEqual({
      id: expect.any(String),
      role: 'manager',
      status: 'active',
      allowedDomains: ['example.com'],
      maxUses: 5,
      uses: 0,
      invitedBy: { userId: host.id, name: 'Ann Smith' },
      expiresAt: expect.any(String),
      createdAt: expect.any(String),
      token: expect.stringMatching(/^[\w-]{43}$/),
      url: `${FRONTEND}/accept-invitation?token=${data.token}`,
    });
    expect(Date.parse(data.expiresAt) - Date.parse(data.createdAt)).toBe(2 * DAY_MS);
    const [line] = await app.sql(
      `SELECT actor_id, details FROM audit_log WHERE action = 'invite-link.created'`,
    );
    expect(line).toEqual({
      actor_id: host.id,
      details: {
        linkId: data.id,
        role: 'manager',
        allowedDomains: ['example.com'],
        maxUses: 5,
        expiresAt: data.expiresAt,
      },
    });
  });

  it('holds for seven days, for anybody, any number of times, unless it says otherwise', async () => {
    const { data } = (await makeLink(app, acme, acme.workspaceId).expect(201)).body;
    expect(data).toMatchObject({ allowedDomains: [], maxUses: null });
    expect(Date.parse(data.expiresAt) - Date.parse(data.createdAt)).toBe(7 * DAY_MS);
  });

  it('sends no mail and makes no job', async () => {
    expect(await rowsAdded(app, () => aLink(app, acme))).toEqual({ invite_links: 1, audit_log: 1 });
  });

  it('H6 tells its token once: it is in no list, no answer and no table', async () => {
    const options = { token: acme.accessToken, headers: { 'Idempotency-Key': 'a-key' } };
    const path = `/workspaces/${acme.workspaceId}/invite-links`;
    const link: Link = (await app.post(path, { role: 'member' }, options).expect(201)).body.data;
    expect(JSON.stringify(await listed(acme))).not.toContain(link.token);
    const revoked = await revokeLink(app, acme, acme.workspaceId, link.id).expect(200);
    expect(revoked.text).not.toContain(link.token);
    expect(await tablesHolding(app, link.token)).toEqual([]);
  });

  it.each<[Role, string]>([
    ['owner', 'owner'],
    ['admin', 'owner'],
    ['manager', 'admin'],
    ['manager', 'manager'],
    ['member', 'viewer'],
    ['viewer', 'viewer'],
  ])('G9 does not let a %s make one to %s', async (own: Role, role) => {
    const colleague = await aMember(app, acme.workspaceId, own);
    await expectRefusal(app, () => makeLink(app, colleague, acme.workspaceId, { role }), FORBIDDEN);
  });

  it.each<[Role, string]>([
    ['owner', 'admin'],
    ['admin', 'admin'],
    ['manager', 'member'],
  ])('lets a %s make one to %s', async (own: Role, role) => {
    const colleague = await aMember(app, acme.workspaceId, own);
    await makeLink(app, colleague, acme.workspaceId, { role }).expect(201);
  });

  it('B11 needs a verified address', async () => {
    const owner = await anOwner(app);
    await expectRefusal(app, () => makeLink(app, owner, owner.workspaceId ?? ''), {
      status: 403,
      code: 'EMAIL_NOT_VERIFIED',
      writes: ['audit_log'],
    });
  });

  it.each<[string, unknown]>([
    ['role', 'OWNER'],
    ['role', ['member']],
    ['allowedDomains', ['ann@example.com']],
    ['allowedDomains', ['*.example.com']],
    ['allowedDomains', ['example.com', 'EXAMPLE.com']],
    ['allowedDomains', ['127.0.0.1']],
    ['allowedDomains', Array.from({ length: 21 }, (_, n) => `d${n}.example`)],
    ['maxUses', 0],
    ['maxUses', 1.5],
    ['expiresInDays', 0],
    ['expiresInDays', 31],
    ['token', 'chosen'],
  ])('refuses a %s that is %j', async (field, value) => {
    const refused = { status: 400, code: 'VALIDATION_ERROR' };
    await expectRefusal(app, () => makeLink(app, acme, acme.workspaceId, { [field]: value }), refused);
  });

  it('knows one spelling of a domain', async () => {
    const allowedDomains = [' Example.COM ', 'bücher.example'];
    const { data } = (await makeLink(app, acme, acme.workspaceId, { allowedDomains }).expect(201)).body;
    expect(data.allowedDomains).toEqual(['example.com', 'xn--bcher-kva.example']);
  });

  it('G21 T2 at most a hundred of a workspace are open, however many are made at once', async () => {
    const host = await aVerifiedOwner(app);
    await app.sql(
      `INSERT INTO invite_links (id, workspace_id, role, allowed_domains, invited_by, token_hash, expires_at, created_at)
       SELECT gen_random_uuid(), $1::uuid, 'member', '{}', $2, decode(md5(n::text || $1::uuid), 'hex'),
         now() + interval '1 day', now() FROM generate_series(1, 95) n`,
      [host.workspaceId, host.id],
    );
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => makeLink(app, host, host.workspaceId)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(['INVITE_LINK_LIMIT']),
    );
    const made = answers.find(({ status }) => status === 201)?.body.data.id as string;
    await revokeLink(app, host, host.workspaceId, made).expect(200);
    await aLink(app, host);
  });
});

describe('the invite links of a workspace', () => {
  it('are listed page by page, newest first, and no others', async () => {
    const host = await aVerifiedOwner(app);
    const links = [await aLink(app, host), await aLink(app, host), await aLink(app, host)];
    const first = await listed(host, '?limit=2');
    const second = await listed(host, `?limit=2&cursor=${first.meta.nextCursor}`);
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(links.map(({ id }) => id).reverse());
    expect(second.meta.nextCursor).toBeNull();
  });

  it('say what became of them', async () => {
    const [active, expired, exhausted] = [
      await aLink(app, acme),
      await aLink(app, acme),
      await aLink(app, acme, { maxUses: 1 }),
    ];
    await app.sql('UPDATE invite_links SET expires_at = now() WHERE id = $1', [expired.id]);
    await accept(app, await aVisitor(app), exhausted.token).expect(200);
    expect(await statusOf(active.id)).toBe('active');
    expect(await statusOf(expired.id)).toBe('expired');
    expect(await statusOf(exhausted.id)).toBe('exhausted');
  });

  it.each<Role>(['member', 'viewer'])('are not for a %s', async (role) => {
    const colleague = await aMember(app, acme.workspaceId, role);
    const { id } = await aLink(app, acme);
    const options = { token: colleague.accessToken };
    await expectRefusal(
      app,
      () => app.get(`/workspaces/${acme.workspaceId}/invite-links`, options),
      FORBIDDEN,
    );
    await expectRefusal(app, () => revokeLink(app, colleague, acme.workspaceId, id), FORBIDDEN);
  });

  it('can be made and revoked by a super admin', async () => {
    const admin = await aSuperAdmin(app);
    const link = await aLink(app, acme, { role: 'admin' }, admin);
    await accept(app, await aVisitor(app), link.token).expect(200);
    await revokeLink(app, admin, acme.workspaceId, link.id).expect(200);
  });

  it('G2 G3 are nowhere to be found in workspaces of others', async () => {
    const { id } = await aLink(app, beta);
    const options = { token: acme.accessToken };
    const unknown = randomUUID();
    const calls = [
      () => makeLink(app, acme, beta.workspaceId),
      () => makeLink(app, acme, unknown),
      () => app.get(`/workspaces/${beta.workspaceId}/invite-links`, options),
      () => revokeLink(app, acme, beta.workspaceId, id),
      () => revokeLink(app, acme, acme.workspaceId, id),
      () => revokeLink(app, acme, acme.workspaceId, unknown),
      () => revokeLink(app, acme, acme.workspaceId, 'malformed'),
    ];
    const faces = new Set<string>();
    for (const call of calls) {
      const answer = await expectRefusal(app, call, { status: 404, code: 'NOT_FOUND' });
      faces.add(JSON.stringify(faceOf(answer)));
    }
    expect(faces.size).toBe(1);
    expect(JSON.stringify(await listed(acme))).not.toContain(id);
  });
});

describe('revoking an invite link', () => {
  it('makes it lead nowhere, once and for all, and is written down once', async () => {
    const host = await aVerifiedOwner(app);
    const { id, token } = await aLink(app, host);
    const answer = await revokeLink(app, host, host.workspaceId, id.toUpperCase()).expect(200);
    expect(answer.body.data).toMatchObject({ id, status: 'revoked' });
    await app.drain();
    const again = await rowsAdded(app, () => revokeLink(app, host, host.workspaceId, id).expect(200));
    expect(again).toEqual({});
    await accept(app, await aVisitor(app), token).expect(404);
    expect(await auditCount(app, host.workspaceId, 'invite-link.revoked')).toBe(1);
  });

  it('G8 is not for managers when the link gives a role above theirs', async () => {
    const manager = await aMember(app, acme.workspaceId, 'manager');
    const [high, low]: LinkFacts[] = [{ role: 'admin' }, { role: 'member' }];
    const { id } = await aLink(app, acme, high);
    await expectRefusal(app, () => revokeLink(app, manager, acme.workspaceId, id), FORBIDDEN);
    await revokeLink(app, manager, acme.workspaceId, (await aLink(app, acme, low)).id).expect(200);
  });
});
