import type { Test } from 'supertest';
import { aMember, aVerifiedOwner } from '../../support/app/members';
import type { Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';
import { whileHeld } from '../../support/app/whileHeld';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

type Act = (workspaceId: string, by: Person, other: Person) => Test;
const path = (workspaceId: string, { id }: Person) => `/workspaces/${workspaceId}/members/${id}`;
const as = ({ accessToken: token }: Person) => ({ token });

const ACTS: Readonly<Record<string, Act>> = {
  demotes: (workspaceId, by, other) =>
    app.call('patch', path(workspaceId, other), { role: 'member' }, as(by)),
  deactivates: (workspaceId, by, other) =>
    app.call('patch', path(workspaceId, other), { status: 'inactive' }, as(by)),
  removes: (workspaceId, by, other) => app.call('delete', path(workspaceId, other), undefined, as(by)),
  'deletes the account': (_workspaceId, by) =>
    app.call('delete', '/users/me', { password: by.password }, as(by)),
  leaves: (workspaceId, by) => app.post(`/workspaces/${workspaceId}/leave`, {}, as(by)),
};
const AGAINST_THE_OTHER = ['demotes', 'deactivates', 'removes'];
const names = Object.keys(ACTS);
const pairs = names.flatMap((one) => names.map((other) => [one, other] as const));

const owners = async (workspaceId: string) => {
  const rows = await app.sql(
    `SELECT 1 FROM memberships WHERE workspace_id = $1 AND role = 'owner' AND status = 'active'`,
    [workspaceId],
  );
  return rows.length;
};

describe('two owners at the same moment', () => {
  it.each(pairs)('G11 one %s, the other %s: an owner is left', async (one, other) => {
    const ann = await aVerifiedOwner(app);
    const ben = await aMember(app, ann.workspaceId, 'owner');
    const lock = ['SELECT 1 FROM workspaces WHERE id = $1 FOR UPDATE', [ann.workspaceId]] as const;

    const answers = await whileHeld(
      app,
      [lock],
      () => Promise.all([ACTS[one]?.(ann.workspaceId, ann, ben), ACTS[other]?.(ann.workspaceId, ben, ann)]),
      2,
    );

    expect(await owners(ann.workspaceId)).toBe(1);
    const bothWouldGo = AGAINST_THE_OTHER.includes(one) === AGAINST_THE_OTHER.includes(other);
    if (!bothWouldGo) return;
    expect(new Set(answers.map((answer) => answer?.status))).toEqual(new Set([200, 409]));
    expect(answers.map((answer) => (answer?.body as { code?: string }).code)).toContain('LAST_OWNER');
  });

  it('G11 of 50 owners who all leave at once, one stays', async () => {
    const ann = await aVerifiedOwner(app);
    const people: Person[] = [ann];
    for (let more = 1; more < 50; more += 1) people.push(await aMember(app, ann.workspaceId, 'owner'));

    const answers = await Promise.all(
      people.map((person) => app.post(`/workspaces/${ann.workspaceId}/leave`, {}, as(person))),
    );

    const codes = answers.map(({ status, body }) => (body as { code?: string }).code ?? status);
    expect(codes.filter((code) => code === 'LAST_OWNER')).toHaveLength(1);
    expect(codes.filter((code) => code === 200)).toHaveLength(49);
    expect(await owners(ann.workspaceId)).toBe(1);
  });
});
