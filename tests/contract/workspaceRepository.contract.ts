import { randomBytes, randomUUID } from 'node:crypto';
import { asId, type UserId, type WorkspaceId } from '../../src/core/domain/ids';
import { Workspace } from '../../src/modules/workspace/domain/Workspace';
import type { WorkspaceRepository } from '../../src/modules/workspace/domain/WorkspaceRepository';
import type { SignInWorkspaces } from '../../src/modules/workspace/application/SignInWorkspaces';
import { SCOPE, type Surroundings } from '../support/surroundings/Surroundings';

export interface WorkspacesUnderTest extends Surroundings {
  readonly workspaces: WorkspaceRepository;
  readonly signIn: SignInWorkspaces;
  suspend(id: WorkspaceId): Promise<void>;
  remove(id: WorkspaceId): Promise<void>;
  deactivateMember(id: WorkspaceId, userId: UserId): Promise<void>;
}

const FOUNDED = new Date('2026-01-01T12:00:00.000Z');
const EDITED = new Date('2026-01-02T12:00:00.000Z');

/** What every WorkspaceRepository, and what reads the workspaces of a sign-in from it, keeps. */
export function workspaceRepositoryContract(name: string, underTest: () => WorkspacesUnderTest): void {
  describe(`${name} keeps the WorkspaceRepository contract`, () => {
    const run = <T>(work: () => Promise<T>) => underTest().unit.run(SCOPE, work);
    const someone = async () => (await underTest().person()).userId;
    const aSlug = () => `acme-${randomBytes(6).toString('hex')}x`;
    const found = async (wanted: string, owner?: UserId, at = FOUNDED) => {
      const ownerId = owner ?? (await someone());
      return run(async () => {
        const slug = await underTest().workspaces.reserveSlug(wanted);
        const workspace = Workspace.found({ id: asId(randomUUID()), name: 'Acme', slug }, ownerId, at);
        await underTest().workspaces.add(workspace);
        return workspace;
      });
    };
    const change = (id: WorkspaceId, act: (workspace: Workspace) => void) =>
      run(async () => {
        const workspace = await underTest().workspaces.find(id);
        act(workspace as Workspace);
        await underTest().workspaces.save(workspace as Workspace);
      });
    const of = (userId: UserId) => run(() => underTest().signIn.of(userId));
    const idsOf = async (userId: UserId) => (await of(userId)).map(({ workspace }) => workspace.id);

    it('keeps a workspace with its owner, and what happened', async () => {
      const ownerId = await someone();
      const { state, version } = await found(aSlug(), ownerId);
      expect(version).toBe(1);
      expect(await of(ownerId)).toEqual([{ workspace: { ...state, version: 1 }, role: 'owner' }]);
      expect(await underTest().recorded(state.id)).toMatchObject([
        { name: 'workspace:created', actorId: ownerId },
        { name: 'workspace:member:joined', actorId: ownerId, payload: { userId: ownerId, role: 'owner' } },
      ]);
    });

    it('gives the slug that is wanted, and numbers the next ones', async () => {
      const wanted = aSlug();
      const slugs = [await found(wanted), await found(wanted), await found(wanted)];
      expect(slugs.map(({ state }) => state.slug)).toEqual([wanted, `${wanted}-2`, `${wanted}-3`]);
    });

    it('does not number over a slug that was taken by its full name', async () => {
      const wanted = aSlug();
      await found(`${wanted}-2`);
      await found(wanted);
      const { state } = await found(wanted);
      expect(state.slug).toMatch(new RegExp(`^${wanted}-\\d+$`));
      expect(state.slug).not.toBe(`${wanted}-2`);
    });

    it('does not take a longer name for a numbered one', async () => {
      const wanted = aSlug();
      await found(`${wanted}-2nd`);
      expect((await found(wanted)).state.slug).toBe(wanted);
    });

    it('gives many who ask at once each a slug of their own', async () => {
      const wanted = aSlug();
      const founded = await Promise.all(Array.from({ length: 8 }, () => found(wanted)));
      expect(new Set(founded.map(({ state }) => state.slug)).size).toBe(8);
    });

    it('keeps nothing of a founding that fails, and its slug is free', async () => {
      const wanted = aSlug();
      const ownerId = await someone();
      const failed = run(async () => {
        await found(wanted, ownerId);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await of(ownerId)).toEqual([]);
      expect((await found(wanted)).state.slug).toBe(wanted);
    });

    it('G14 frees the slug of a deleted workspace, which nobody signs in to', async () => {
      const ownerId = await someone();
      const { state } = await found(aSlug(), ownerId);
      await underTest().remove(state.id);
      expect(await of(ownerId)).toEqual([]);
      expect((await found(state.slug)).state.slug).toBe(state.slug);
    });

    it('saves what was edited, with what it was before', async () => {
      const { state } = await found(aSlug());
      const slug = aSlug();
      await change(state.id, (workspace) => workspace.edit({ name: ' Beta ', slug, seatLimit: 3 }, EDITED));

      const saved = await run(() => underTest().workspaces.find(state.id));
      expect(saved).toMatchObject({
        version: 2,
        isDeleted: false,
        state: { ...state, name: 'Beta', slug, seatLimit: 3, updatedAt: EDITED },
      });
      const recorded = await underTest().recorded(state.id);
      expect(recorded.find((event) => event.name === 'workspace:updated')?.payload).toMatchObject({
        name: 'Beta',
      });
    });

    it('writes nothing for an edit that changes nothing', async () => {
      const { state } = await found(aSlug());
      await change(state.id, (workspace) => workspace.edit({ name: state.name }, EDITED));
      const saved = await run(() => underTest().workspaces.find(state.id));
      expect(saved).toMatchObject({ version: 1, state });
    });

    it('refuses to save what somebody else saved since', async () => {
      const { state } = await found(aSlug());
      const stale = await run(() => underTest().workspaces.find(state.id));
      await change(state.id, (workspace) => workspace.edit({ name: 'Beta' }, EDITED));
      stale?.edit({ name: 'Gamma' }, EDITED);
      const saving = run(() => underTest().workspaces.save(stale as Workspace));
      await expect(saving).rejects.toMatchObject({ code: 'VERSION_STALE' });
    });

    it('lets nobody have the slug of somebody else', async () => {
      const [taken, other] = [await found(aSlug()), await found(aSlug())];
      const { slug } = taken.state;
      const editing = change(other.state.id, (workspace) => workspace.edit({ slug }, EDITED));
      await expect(editing).rejects.toMatchObject({ code: 'SLUG_TAKEN' });
      const ownerId = await someone();
      const id = asId<'workspace'>(randomUUID());
      const founding = run(() =>
        underTest().workspaces.add(Workspace.found({ id, name: 'Acme', slug }, ownerId, FOUNDED)),
      );
      await expect(founding).rejects.toMatchObject({ code: 'SLUG_TAKEN' });
    });

    it('G14 keeps a deleted workspace for 30 days', async () => {
      const { state } = await found(aSlug());
      await change(state.id, (workspace) => workspace.delete(EDITED));
      expect(await run(() => underTest().workspaces.find(state.id))).toBeNull();
      const deleted = await run(() => underTest().workspaces.findDeleted(state.id));
      expect(deleted).toMatchObject({ isDeleted: true, version: 2, state: { slug: state.slug } });
      await underTest().passTime(30 * 86_400 + 60);
      expect(await run(() => underTest().workspaces.findDeleted(state.id))).toBeNull();
    });

    it('lists the workspaces of a sign-in: last used, then oldest', async () => {
      const ownerId = await someone();
      const third = await found(aSlug(), ownerId, new Date('2026-01-03'));
      const first = await found(aSlug(), ownerId, new Date('2026-01-01'));
      const second = await found(aSlug(), ownerId, new Date('2026-01-02'));
      expect(await idsOf(ownerId)).toEqual([first, second, third].map(({ state }) => state.id));
      await run(() => underTest().signIn.entered(ownerId, third.state.id));
      await underTest().passTime(60);
      await run(() => underTest().signIn.entered(ownerId, second.state.id));
      expect(await idsOf(ownerId)).toEqual([second, third, first].map(({ state }) => state.id));
    });

    it('lists a suspended workspace, and none in which the membership is inactive', async () => {
      const ownerId = await someone();
      const [suspended, left] = [await found(aSlug(), ownerId), await found(aSlug(), ownerId)];
      await underTest().suspend(suspended.state.id);
      await underTest().deactivateMember(left.state.id, ownerId);
      expect(await of(ownerId)).toMatchObject([
        { workspace: { id: suspended.state.id, status: 'suspended' } },
      ]);
    });
  });
}
