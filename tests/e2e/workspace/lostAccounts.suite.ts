import { setTimeout as pause } from 'node:timers/promises';
import type { Response, Test } from 'supertest';
import { accept, invited, membersOf } from '../../support/app/inviting';
import {
  aMember,
  aSuperAdmin,
  aVerifiedOwner,
  verified,
  type VerifiedOwner,
} from '../../support/app/members';
import { aPerson, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';
import { whileHeld } from '../../support/app/whileHeld';

let app: TestApp;
let root: Person;
beforeAll(async () => {
  app = await TestApp.start();
  root = await aSuperAdmin(app);
});
afterAll(() => app.stop());

const close = ({ accessToken: token, password }: Person) =>
  app.call('delete', '/users/me', { password }, { token });
const remove = ({ accessToken: token, workspaceId }: VerifiedOwner) =>
  app.call('delete', `/workspaces/${workspaceId}`, undefined, { token });
const restore = ({ workspaceId }: VerifiedOwner, { accessToken: token }: Person) =>
  app.post(`/workspaces/${workspaceId}/restore`, {}, { token });

describe('G13 a workspace brought back', () => {
  it('comes without the members whose accounts were deleted meanwhile, and says so', async () => {
    const ann = await aVerifiedOwner(app);
    const ben = await aMember(app, ann.workspaceId, 'owner');
    const joan = await aMember(app, ann.workspaceId, 'viewer');
    await remove(ann).expect(200);
    await close(ben).expect(200);
    await restore(ann, ann).expect(200);

    expect(await membersOf(app, ann.workspaceId)).toEqual({ [ann.id]: 'owner', [joan.id]: 'viewer' });
    const told = await app.sql(
      `SELECT payload FROM outbox WHERE workspace_id = $1 AND name = 'workspace:member:removed'`,
      [ann.workspaceId],
    );
    expect(told).toEqual([{ payload: { userId: ben.id, reason: 'left' } }]);
  });

  it('is not brought back without an owner; with the account of one it is', async () => {
    const ann = await aVerifiedOwner(app);
    await aMember(app, ann.workspaceId, 'admin');
    await remove(ann).expect(200);
    await close(ann).expect(200);
    const refusal = { status: 409, code: 'LAST_OWNER', writes: ['audit_log'] };
    await expectRefusal(app, () => restore(ann, root), refusal);

    await app.post(`/users/${ann.id}/restore`, {}, { token: root.accessToken }).expect(200);
    await restore(ann, root).expect(200);
    expect(await membersOf(app, ann.workspaceId)).toMatchObject({ [ann.id]: 'owner' });
  });
});

describe('G13 an account that is deleted', () => {
  /** Both at once, and the first one before the second, whose account somebody else holds. */
  async function inTurn({ id }: Person, first: () => Test, second: () => Test): Promise<Response[]> {
    const started: Promise<Response>[] = [];
    const start = (act: () => Test) => started.push(act().then((answer) => answer));
    await whileHeld(
      app,
      [['SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [id]]],
      async () => {
        start(first);
        while ((await waiting()) === 0) await pause(5);
        start(second);
        await Promise.all(started);
      },
      2,
    );
    return Promise.all(started);
  }
  const waiting = async () => {
    const rows = await app.sql(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length;
  };
  const statuses = (answers: readonly Response[]) => answers.map(({ status }) => status);

  let ann: VerifiedOwner;
  let bob: Person;
  beforeEach(async () => {
    ann = await aVerifiedOwner(app);
    bob = await aPerson(app);
    await verified(app, bob);
  });

  it('is not admitted any more while it ends', async () => {
    const { token } = await invited(app, ann, { email: bob.email });
    const answers = await inTurn(
      bob,
      () => close(bob),
      () => accept(app, bob, token),
    );
    expect(statuses(answers)).toEqual([200, 404]);
    expect(await membersOf(app, ann.workspaceId)).toEqual({ [ann.id]: 'owner' });
  });

  it('leaves also the workspace that admitted it at the last moment', async () => {
    const { token } = await invited(app, ann, { email: bob.email });
    const answers = await inTurn(
      bob,
      () => accept(app, bob, token),
      () => close(bob),
    );
    expect(statuses(answers)).toEqual([200, 200]);
    expect(await membersOf(app, ann.workspaceId)).toEqual({ [ann.id]: 'owner' });
  });

  it('founds nothing any more while it ends; and having founded something, it stays', async () => {
    const found = () => app.post('/workspaces', { name: 'Beta' }, { token: bob.accessToken });
    expect(statuses(await inTurn(bob, found, () => close(bob)))).toEqual([201, 409]);
    const joan = await aPerson(app);
    await verified(app, joan);
    const answers = await inTurn(
      joan,
      () => close(joan),
      () => app.post('/workspaces', { name: 'Beta' }, { token: joan.accessToken }),
    );
    expect(statuses(answers)).toEqual([200, 401]);
    const alone = await app.sql('SELECT 1 FROM memberships WHERE user_id = $1', [joan.id]);
    expect(alone).toEqual([]);
  });
});
