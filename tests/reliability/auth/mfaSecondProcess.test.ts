import { PASSWORD } from '../../support/app/people';
import { expectSoon } from '../../support/expectSoon';
import { RaceScene } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { seedMembers, seedWorkspace } from '../../support/races/seedWorkspaces';
import { there } from '../../support/there';
import { totpCode } from '../../support/totp';

const SECOND = 1_000;
const [HERE, THERE] = [0, 1];

let scene: RaceScene;
let ann: Racer;
let ben: Racer;
let home: string;
beforeAll(async () => {
  scene = await RaceScene.open();
  const people = await scene.people(2);
  [ann, ben] = [there(people[0]), there(people[1])];
  const workspaceId = await seedWorkspace(scene.sql, [ann]);
  await seedMembers(scene.sql, workspaceId, [ben], 'viewer');
  home = `/workspaces/${workspaceId}`;
}, 60_000);
afterAll(() => scene.close());

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

describe('T1 a second factor that a workspace demands, at two processes', () => {
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
