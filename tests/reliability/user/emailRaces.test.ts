import { anEmail, PASSWORD } from '../../support/app/people';
import { RaceScene } from '../../support/races/RaceScene';
import { seedEmailChanges } from '../../support/races/seedWorkspaces';
import { CALLS, race, ROUNDS } from '../../support/races/Tally';

let scene: RaceScene;
beforeAll(async () => {
  scene = await RaceScene.open();
});
afterAll(() => scene.close());

const signUp = (turn: number, email: string) =>
  scene.call(turn, 'POST', '/auth/signup', null, {
    ...{ name: 'Ann Smith', email, password: PASSWORD, organizationName: 'Acme' },
  });
const confirm = (turn: number, token: string) =>
  scene.call(turn, 'POST', '/auth/verify-email', null, { token });

it('B2 B14 T2 of 25 who sign up with an address and 25 who change theirs to it, one gets it', async () => {
  const half = CALLS / 2;
  const wanted: string[] = [];
  const tally = await race(async (round) => {
    const email = anEmail('wanted');
    wanted.push(email);
    const tokens = await seedEmailChanges(scene.sql, await scene.people(half), email);
    const changes = () => tokens.map((token, turn) => confirm(turn, token));
    const signUps = () => tokens.map((_, turn) => signUp(turn, email));
    const inTurn = round % 2 === 0 ? [signUps, changes] : [changes, signUps];
    return Promise.all(inTurn.flatMap((calls) => calls()));
  });

  const { '201': signedUp = 0, '200': changed = 0, ...refused } = tally.outcomes;
  const held = {
    accounts: await scene.count('users WHERE email = ANY($1::text[]) AND deleted_at IS NULL', [wanted]),
    'of them signed up': await scene.count(
      `audit_log WHERE action = 'user.registered' AND details ->> 'email' = ANY($1::text[])`,
      [wanted],
    ),
    'workspaces founded': await scene.count(`audit_log WHERE action = 'workspace.created'`),
    'addresses changed': await scene.count(`audit_log WHERE action = 'user.email-changed'`),
  };
  tally.report('one e-mail wanted', held);
  expect(signedUp + changed).toBe(ROUNDS);
  const losers = (winners: number) => ROUNDS * half - winners;
  expect(refused).toEqual({ '400 TOKEN_INVALID': losers(changed), '409 EMAIL_TAKEN': losers(signedUp) });
  expect(held).toEqual({
    ...{ accounts: ROUNDS, 'of them signed up': signedUp, 'workspaces founded': signedUp },
    'addresses changed': changed,
  });
}, 120_000);
