import { PASSWORD } from '../../support/app/people';
import { expectSoon } from '../../support/expectSoon';
import { aHome } from '../../support/races/aHome';
import { RaceScene } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { totpCode } from '../../support/totp';

const SECOND = 1_000;
const [HERE, THERE] = [0, 1];

let scene: RaceScene;
let ann: Racer;
let ben: Racer;
let home: string;
beforeAll(async () => {
  scene = await RaceScene.open();
}, 120_000);
beforeEach(async () => {
  ({ ann, ben, path: home } = await aHome(scene, 'viewer'));
});
afterAll(() => scene.close());

describe('T1 what an admin changes on one process bites on the other within a second', () => {
  const change = async (method: string, path: string, body?: object) => {
    const answer = await scene.call(HERE, method, home + path, ann, body);
    expect(answer.outcome).toMatch(/^20[01]$/);
    return answer.body.data as { id: string };
  };
  const rename = () => scene.call(THERE, 'PATCH', home, ben, { name: 'Acme' });
  const within = (outcome: string) =>
    expectSoon(async () => expect((await rename()).outcome).toBe(outcome), SECOND);

  it('whatever it is that lets a member do more or less', async () => {
    expect((await rename()).outcome).toBe('403 FORBIDDEN');
    const permitting = { permissions: ['workspaces.manage'] };
    const { id } = await change('POST', '/roles', { name: 'Keeper', ...permitting });
    const roles = `/members/${ben.id}/roles`;
    const permissions = `/roles/${id}/permissions`;

    for (let round = 0; round < 3; round += 1) {
      await change('PUT', roles, { roleIds: [id] });
      await within('200');
      await change('PUT', permissions, { permissions: [] });
      await within('403 FORBIDDEN');
      await change('PUT', permissions, permitting);
      await within('200');
      await change('PUT', roles, { roleIds: [] });
      await within('403 FORBIDDEN');
      await change('PATCH', `/members/${ben.id}`, { role: 'admin' });
      await within('200');
      await change('PATCH', `/members/${ben.id}`, { role: 'viewer' });
      await within('403 FORBIDDEN');
    }
    await change('PUT', roles, { roleIds: [id] });
    await within('200');
    await change('DELETE', `/members/${ben.id}`);
    await within('404 NOT_FOUND');
  });
});

describe('T1 a second factor that a workspace demands, at two processes', () => {
  const seen = async () => (await scene.call(THERE, 'GET', home, ben)).outcome;
  const within = (outcome: string) => expectSoon(async () => expect(await seen()).toBe(outcome), SECOND);
  const done = async (method: string, path: string, by: Racer, body: object) => {
    const answer = await scene.call(HERE, method, path, by, body);
    expect(answer.outcome).toBe('200');
    return answer.body.data as { secret: string };
  };
  const turnOn = async (by: Racer) => {
    const { secret } = await done('POST', '/auth/mfa/totp', by, { password: PASSWORD });
    await done('POST', '/auth/mfa/totp/confirm', by, { code: totpCode(secret) });
    await scene.sql('UPDATE totp_factors SET last_step = 0 WHERE user_id = $1', [by.id]);
    return secret;
  };
  const turnOff = (by: Racer, secret: string) =>
    done('DELETE', '/auth/mfa/totp', by, { password: PASSWORD, code: totpCode(secret) });
  const demand = (mfaRequired: boolean) => done('PUT', `${home}/security`, ann, { mfaRequired });

  it('is missing on the other one within a second, and there within a second', async () => {
    await turnOn(ann);
    await within('200');
    for (let round = 0; round < 3; round += 1) {
      await demand(true);
      await within('403 MFA_SETUP_REQUIRED');
      const secret = await turnOn(ben);
      await within('200');
      await turnOff(ben, secret);
      await within('403 MFA_SETUP_REQUIRED');
      await demand(false);
      await within('200');
    }
    expect(await seen()).toBe('200');
  });

  it('by whatever way it is changed', async () => {
    await scene.sql('UPDATE workspaces SET mfa_required = true WHERE id = $1', [home.split('/').at(-1)]);
    await within('403 MFA_SETUP_REQUIRED');
    await scene.sql(`INSERT INTO totp_factors (user_id, secret, confirmed_at) VALUES ($1, '', now())`, [
      ben.id,
    ]);
    await within('200');
    await scene.sql('DELETE FROM totp_factors WHERE user_id = $1', [ben.id]);
    await within('403 MFA_SETUP_REQUIRED');
    expect(await seen()).toBe('403 MFA_SETUP_REQUIRED');
  });
});
