import { asId } from '../../../../../src/core/domain/ids';
import { Workspace } from '../../../../../src/modules/workspace/domain/Workspace';

const id = asId<'workspace'>('01890a5d-ac96-7003-8d3d-000000000001');
const ownerId = asId<'user'>('01890a5d-ac96-774b-bcce-b302099a8057');
const now = new Date('2026-01-01');

describe('A workspace', () => {
  const acme = () => Workspace.found({ id, name: ' Acme ', slug: 'acme' }, ownerId, now);

  it('begins active, with every seat free', () => {
    expect(acme().version).toBe(0);
    expect(acme().state).toEqual({
      ...{ id, name: 'Acme', slug: 'acme', plan: 'free', status: 'active', seatLimit: null },
      ...{ mfaRequired: false, createdAt: now, updatedAt: now },
    });
  });

  it('demands a second factor, or none, and says so once', () => {
    const [workspace, later] = [acme(), new Date('2026-01-02')];
    workspace.pullEvents();
    for (const mfaRequired of [false, true, true, false]) workspace.demandMfa(mfaRequired, later);
    const said = workspace.pullEvents().map(({ name, payload, changes }) => ({ name, payload, changes }));
    const name = 'workspace:security-changed';
    expect(said).toEqual([
      { name, payload: { mfaRequired: true }, changes: { mfaRequired: { before: false, after: true } } },
      { name, payload: { mfaRequired: false }, changes: { mfaRequired: { before: true, after: false } } },
    ]);
    expect(workspace.state).toMatchObject({ mfaRequired: false, updatedAt: later });
  });

  it('has an owner from its first moment', () => {
    const workspace = acme();
    expect(workspace.pullJoining()).toEqual([
      { workspaceId: id, userId: ownerId, role: 'owner', status: 'active', joinedAt: now, version: 1 },
    ]);
    expect(workspace.pullJoining()).toEqual([]);
  });

  it('says that it was founded, and who joined', () => {
    expect(acme().pullEvents()).toEqual([
      {
        ...{ name: 'workspace:created', workspaceId: id, subjectId: null, actorId: ownerId },
        payload: { name: 'Acme', slug: 'acme' },
      },
      {
        ...{ name: 'workspace:member:joined', workspaceId: id, subjectId: ownerId, actorId: ownerId },
        payload: { userId: ownerId, role: 'owner' },
      },
    ]);
  });
});
