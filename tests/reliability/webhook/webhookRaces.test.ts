import { randomBytes } from 'node:crypto';
import { AesGcmSealer } from '../../../src/core/infrastructure/system/AesGcmSealer';
import { RaceScene, type Answer } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { seedWorkspace } from '../../support/races/seedWorkspaces';
import { fifty, race, ROUNDS } from '../../support/races/Tally';
import { there } from '../../support/there';

const KEY = randomBytes(36).toString('base64');
const MOST = 20;

let scene: RaceScene;
let ann: Racer;
beforeAll(async () => {
  scene = await RaceScene.open({ DATA_ENCRYPTION_KEY: KEY });
  ann = there((await scene.people(1))[0]);
});
afterAll(() => scene.close());

const webhooks = (workspaceId: string) => `/workspaces/${workspaceId}/webhooks`;
const make = (turn: number, workspaceId: string) =>
  scene.call(turn, 'POST', webhooks(workspaceId), ann, { url: 'https://hooks.example.com/' });
const secretOf = ({ body }: Answer) => there(body.data as { secret: string; version: number });

describe('webhooks, at two processes', () => {
  it('G21 50 at once make as many as a workspace may have, and no more', async () => {
    const held: number[] = [];
    const tally = await race(async () => {
      const workspaceId = await seedWorkspace(scene.sql, [ann]);
      const answers = await Promise.all(fifty((turn) => make(turn, workspaceId)));
      held.push(await scene.count('webhook_endpoints WHERE workspace_id = $1', [workspaceId]));
      return answers;
    });
    tally.report('20 webhooks of a workspace', { 'most in a workspace': Math.max(...held) });
    expect(held).toEqual(Array(ROUNDS).fill(MOST));
    expect(tally.outcomes).toEqual({ '201': MOST * ROUNDS, '409 WEBHOOK_LIMIT': (50 - MOST) * ROUNDS });
  }, 120_000);

  it('T2 50 rotations at once follow one another: the last two secrets sign, and no other', async () => {
    const sealer = new AesGcmSealer(KEY);
    const tally = await race(async () => {
      const workspaceId = await seedWorkspace(scene.sql, [ann]);
      const { id } = there((await make(0, workspaceId)).body.data as { id: string });
      const path = `${webhooks(workspaceId)}/${id}/rotate-secret`;
      const answers = await Promise.all(fifty((turn) => scene.call(turn, 'POST', path, ann)));
      const told = new Set(answers.map((answer) => secretOf(answer).secret));
      expect(told.size).toBe(50);
      const [row] = await scene.sql<{ version: number; secret: Buffer; previous: Buffer }>(
        'SELECT version, secret, previous_secret AS previous FROM webhook_endpoints WHERE id = $1',
        [id],
      );
      const { version, secret, previous } = there(row);
      expect(version).toBe(51);
      const live = [secret, previous].map((sealed) => sealer.open(`webhook:${id}`, sealed));
      expect(new Set(live).size).toBe(2);
      expect(live.filter((one) => !told.has(one))).toEqual([]);
      const audited = `audit_log WHERE workspace_id = $1 AND action = 'webhook.secret-rotated'`;
      expect(await scene.count(audited, [workspaceId])).toBe(50);
      return answers;
    }, 5);
    expect(tally.outcomes).toEqual({ '200': 250 });
  }, 120_000);

  it('T2 one of 50 rotations of one version wins', async () => {
    const workspaceId = await seedWorkspace(scene.sql, [ann]);
    const { id } = there((await make(0, workspaceId)).body.data as { id: string });
    const path = `${webhooks(workspaceId)}/${id}/rotate-secret`;
    const answers = await Promise.all(
      fifty((turn) => scene.call(turn, 'POST', path, ann, undefined, { 'If-Match': '"1"' })),
    );
    const outcomes = answers.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['200', ...Array<string>(49).fill('412 PRECONDITION_FAILED')]);
  });
});
