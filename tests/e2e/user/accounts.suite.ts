import { randomUUID } from 'node:crypto';
import { aMemberOf } from '../../support/app/aMemberOf';
import { faceOf } from '../../support/app/faceOf';
import { inWorkspace } from '../../support/app/inWorkspace';
import { aSuperAdmin, join } from '../../support/app/members';
import { anOwner, aPerson, PASSWORD, type Person, signIn } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let admin: Person;
let acme: Person;
let beta: Person;
beforeAll(async () => {
  app = await TestApp.start();
  admin = await aSuperAdmin(app);
  acme = await anOwner(app);
  beta = await anOwner(app);
});
afterAll(() => app.stop());

const asAdmin = () => ({ token: admin.accessToken });
const remove = (id: string, by: Person) => app.call('delete', `/users/${id}`, undefined, inWorkspace(by));
const setStatus = (id: string, status: unknown, by: Person = admin) =>
  app.call('patch', `/users/${id}/status`, { status }, { token: by.accessToken });
const me = (person: Person) => app.get('/users/me', { token: person.accessToken });
const logIn = ({ email, password }: Person) => app.post('/auth/login', { email, password });
const deleteMe = (person: Person, password: unknown = person.password) =>
  app.call('delete', '/users/me', { password }, { token: person.accessToken });
const actionsOn = async (id: string) =>
  (
    await app.sql<{ action: string }>(
      `SELECT action FROM audit_log WHERE subject_id = $1 AND action LIKE 'user.%' ORDER BY id`,
      [id],
    )
  ).map(({ action }) => action);
const membershipsOf = (id: string) => app.sql('SELECT role FROM memberships WHERE user_id = $1', [id]);

describe('the status of an account', () => {
  it.each(['banned', 'inactive'])('A18 %s ends every session at once and refuses sign-in', async (status) => {
    const ann = await aPerson(app);
    const elsewhere = await signIn(app, ann);
    const answer = await setStatus(ann.id, status).expect(200);
    expect(answer.body).toMatchObject({ data: { id: ann.id, status, isActive: false } });
    await me(ann).expect(401);
    await me(elsewhere).expect(401);
    expect((await logIn(ann).expect(403)).body).toMatchObject({ code: 'ACCOUNT_INACTIVE' });
    await setStatus(ann.id, 'active').expect(200);
    await me(ann).expect(401);
    await me(await signIn(app, ann)).expect(200);
  });

  it('is changed with its before and after in the audit log', async () => {
    const ann = await aPerson(app);
    await setStatus(ann.id, 'banned').expect(200);
    const [row] = await app.sql(
      `SELECT actor_id AS actor, details FROM audit_log
       WHERE subject_id = $1 AND action = 'user.status-changed'`,
      [ann.id],
    );
    expect(row).toMatchObject({
      actor: admin.id,
      details: { changes: { status: { before: 'active', after: 'banned' } } },
    });
  });

  it('honours If-Match', async () => {
    const ann = await aPerson(app);
    const stale = { ...asAdmin(), headers: { 'If-Match': '"7"' } };
    await app.call('patch', `/users/${ann.id}/status`, { status: 'banned' }, stale).expect(412);
    await me(ann).expect(200);
  });

  it('is for super admins alone, who leave their own alone', async () => {
    const ann = await aMemberOf(app, acme.workspaceId);
    const refusal = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] };
    await expectRefusal(app, () => setStatus(ann.id, 'banned', acme), refusal);
    await expectRefusal(app, () => setStatus(admin.id, 'banned'), { ...refusal, writes: ['audit_log'] });
    await setStatus(randomUUID(), 'banned').expect(404);
  });

  it.each([null, 'deleted', ['active'], 'ACTIVE'])('I3 cannot be %j', async (status) => {
    await expectRefusal(app, () => setStatus(acme.id, status), { status: 400, code: 'VALIDATION_ERROR' });
  });
});

describe('DELETE /users/:id by a member', () => {
  it('takes somebody out of the workspace and leaves their account', async () => {
    const ann = await aMemberOf(app, acme.workspaceId);
    await join(app, beta.workspaceId ?? '', ann.id, 'member');
    await remove(ann.id, acme).expect(200);
    expect(await membershipsOf(ann.id)).toHaveLength(1);
    await me(ann).expect(200);
    await app.get('/users', inWorkspace(ann)).expect(404);
  });

  it('G2 G3 knows nobody outside of the workspace', async () => {
    const answers = await Promise.all([beta.id, randomUUID(), 'x'].map((id) => remove(id, acme)));
    const faces = answers.map((answer) => JSON.stringify({ ...faceOf(answer), headers: [] }));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(faces).size).toBe(1);
  });

  it('G8 reaches nobody at or above the caller, and needs the permission', async () => {
    const manager = await aMemberOf(app, acme.workspaceId, { role: 'manager' });
    const another = await aMemberOf(app, acme.workspaceId, { role: 'manager' });
    const viewer = await aMemberOf(app, acme.workspaceId, { role: 'viewer' });
    const refusal = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] };
    await expectRefusal(app, () => remove(acme.id, manager), refusal);
    await expectRefusal(app, () => remove(another.id, manager), refusal);
    await expectRefusal(app, () => remove(manager.id, viewer), refusal);
    await remove(viewer.id, manager).expect(200);
  });

  it('G11 leaves the last owner in', async () => {
    await expectRefusal(app, () => remove(acme.id, acme), { status: 409, code: 'LAST_OWNER' });
  });
});

describe('an account deleted by a super admin', () => {
  it('is signed out, unknown and out of its workspaces; its e-mail is free', async () => {
    const ann = await aMemberOf(app, acme.workspaceId);
    await remove(ann.id, admin).expect(200);
    await me(ann).expect(401);
    expect((await logIn(ann).expect(401)).body).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await membershipsOf(ann.id)).toEqual([]);
    await remove(ann.id, admin).expect(404);
    expect((await aPerson(app, { email: ann.email })).id).not.toBe(ann.id);
  });

  it('comes back within 30 days with its password', async () => {
    const ann = await aPerson(app);
    await remove(ann.id, admin).expect(200);
    await app.sql(`UPDATE users SET deleted_at = now() - interval '29 days' WHERE id = $1`, [ann.id]);
    await app.post(`/users/${ann.id}/restore`, {}, { token: acme.accessToken }).expect(403);
    const answer = await app.post(`/users/${ann.id}/restore`, {}, asAdmin()).expect(200);
    expect(answer.body).toMatchObject({ data: { id: ann.id, email: ann.email } });
    await me(await signIn(app, ann)).expect(200);
    await app.post(`/users/${ann.id}/restore`, {}, asAdmin()).expect(404);
    expect(await actionsOn(ann.id)).toEqual(['user.registered', 'user.deleted', 'user.restored']);
  });

  it('is gone after 30 days', async () => {
    const ann = await aPerson(app);
    await remove(ann.id, admin).expect(200);
    await app.sql(`UPDATE users SET deleted_at = now() - interval '31 days' WHERE id = $1`, [ann.id]);
    await app.post(`/users/${ann.id}/restore`, {}, asAdmin()).expect(404);
  });

  it('stays deleted when its e-mail was taken meanwhile', async () => {
    const ann = await aPerson(app);
    await remove(ann.id, admin).expect(200);
    const rival = await aPerson(app, { email: ann.email });
    await expectRefusal(app, () => app.post(`/users/${ann.id}/restore`, {}, asAdmin()), {
      status: 409,
      code: 'EMAIL_TAKEN',
      writes: ['audit_log'],
    });
    await me(rival).expect(200);
  });

  it('may not be the last owner of a workspace, nor one’s own', async () => {
    await expectRefusal(app, () => remove(beta.id, admin), {
      status: 409,
      code: 'LAST_OWNER',
      writes: ['audit_log'],
    });
    await expectRefusal(app, () => remove(admin.id, admin), {
      status: 403,
      code: 'FORBIDDEN',
      writes: ['audit_log'],
    });
  });
});

describe('DELETE /users/me', () => {
  it('needs the password, and wrong ones count as failed sign-ins (A5)', async () => {
    const ann = await aPerson(app);
    for (let tries = 0; tries < 5; tries += 1) await deleteMe(ann, 'a wrong passphrase').expect(401);
    await deleteMe(ann).expect(423);
    await me(ann).expect(200);
    await deleteMe(acme, ['x']).expect(400);
  });

  it('ends the account and every session, and tells the workspaces', async () => {
    const ann = await aMemberOf(app, acme.workspaceId);
    const elsewhere = await signIn(app, ann);
    await deleteMe(ann).expect(200);
    await me(ann).expect(401);
    await me(elsewhere).expect(401);
    await logIn(ann).expect(401);
    expect(await membershipsOf(ann.id)).toEqual([]);
    const told = await app.sql(
      `SELECT workspace_id AS id FROM outbox WHERE name = 'workspace:member:removed' AND subject_id = $1`,
      [ann.id],
    );
    expect(told).toEqual([{ id: acme.workspaceId }]);
  });

  it('G11 refuses the last owner and takes them out of nothing', async () => {
    const owner = await anOwner(app);
    await join(app, acme.workspaceId ?? '', owner.id, 'member');
    const call = () => deleteMe(owner);
    await expectRefusal(app, call, { status: 409, code: 'LAST_OWNER', writes: ['login_throttles'] });
    expect(await membershipsOf(owner.id)).toHaveLength(2);
  });

  it('G11 two owners who delete their accounts at once leave one behind', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ann = await anOwner(app);
      const bob = await aMemberOf(app, ann.workspaceId, { role: 'owner' });
      const statuses = await Promise.all([ann, bob].map(async (owner) => (await deleteMe(owner)).status));
      expect(new Set(statuses)).toEqual(new Set([200, 409]));
      const owners = await app.sql('SELECT 1 FROM memberships WHERE workspace_id = $1', [ann.workspaceId]);
      expect(owners).toHaveLength(1);
    }
  });

  it('frees the e-mail for a new account, which has nothing of the old one', async () => {
    const ann = await aMemberOf(app, acme.workspaceId);
    await deleteMe(ann).expect(200);
    const again = await aPerson(app, { email: ann.email, password: `${PASSWORD} again` });
    await logIn(ann).expect(401);
    expect(await membershipsOf(again.id)).toEqual([]);
  });
});
