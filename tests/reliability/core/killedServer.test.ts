import { killedUnderLoad } from '../../support/process/killedUnderLoad';
import { ProcessScene } from '../../support/process/ProcessScene';

let scene: ProcessScene;
beforeAll(async () => {
  scene = await ProcessScene.open();
});
afterAll(() => scene.close());

it('T4 X1 X2 kill -9 under load loses no acknowledged sign-up and no mail, and leaves no half of one', async () => {
  const { verdict, journal, kills } = await killedUnderLoad(scene, 200, 12);

  expect(kills).toBe(12);
  expect(journal).toHaveLength(200);
  expect(journal.filter(({ status }) => status !== 201 && status !== null)).toEqual([]);
  expect(journal.map(({ status }) => status)).toContain(201);
  expect(verdict).toEqual({
    lost: [],
    half: [],
    unaudited: 0,
    unsent: 0,
    unmailed: [],
    differentIds: [],
    copies: expect.any(Number),
  });
  expect(verdict.copies).toBeLessThanOrEqual(1 + kills);
}, 120_000);
