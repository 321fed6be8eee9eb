import { aSuperAdmin, aVerifiedOwner } from '../../support/app/members';
import { commitsOfReads, reads } from '../../support/crash/commitsOfReads';
import { endpointName } from '../../support/crash/actOf';
import { CrashScene } from '../../support/crash/CrashScene';
import { allPaths } from '../../support/crash/paths';
import { lookPaths } from '../../support/crash/paths/looks';
import { walkCrashes } from '../../support/crash/walkCrashes';

const LOOK = 'INSERT INTO audit_log';
const HURRY = require.resolve('../../support/crash/hurry.js');

walkCrashes('core/crashes', { NODE_OPTIONS: `--require "${HURRY}"` });

describe('reads', () => {
  let app: CrashScene;
  beforeAll(async () => {
    app = await CrashScene.open();
  }, 60_000);
  afterAll(() => app.close(), 60_000);

  const looks = new Set(lookPaths.map(({ on }) => on));
  const kindOf = (name: string) => reads.find((read) => endpointName(read) === name)?.access.kind;
  const walkedKinds = new Set([...looks].map(kindOf));

  it('X2 that write are walked; for a super admin those of each kind of access', async () => {
    const [owner, admin] = [await aVerifiedOwner(app), await aSuperAdmin(app)];
    const { id, workspaceId } = owner;
    const at = { workspaceId, id, roleId: id, deliveryId: id };
    await app.drain();
    const byOwner = await commitsOfReads(app, owner, at);
    const byAdmin = await commitsOfReads(app, admin, at);

    const walked = allPaths.map(({ on }) => on).filter((on) => on.startsWith('GET ') && !looks.has(on));
    expect([...byOwner.keys()].filter((name) => !walked.includes(name))).toEqual([]);
    expect([...byAdmin.values()].flat().filter((wrote) => wrote !== LOOK)).toEqual([]);
    const looked = [...byAdmin.keys()].filter((name) => !byOwner.has(name));
    expect(looked.filter((name) => !walkedKinds.has(kindOf(name)))).toEqual([]);
    expect(looked.length).toBeGreaterThan(10);
  }, 60_000);
});
