import { randomUUID } from 'node:crypto';
import { asId, type UserId } from '../../src/core/domain/ids';
import { User } from '../../src/modules/user/domain/User';
import type { UserRepository } from '../../src/modules/user/domain/UserRepository';
import { anEmail } from '../support/app/people';
import { there } from '../support/there';
import { SCOPE, type Surroundings } from '../support/surroundings/Surroundings';

export interface UserRepositoryUnderTest extends Surroundings {
  readonly users: UserRepository;
}

const NOW = new Date('2026-01-01T12:00:00.000Z');

function aNewUser(email = anEmail()): User {
  return User.register(asId<'user'>(randomUUID()), email, { firstName: 'Ann', lastName: 'Smith' }, NOW);
}

/** What every UserRepository keeps. */
export function userRepositoryContract(name: string, underTest: () => UserRepositoryUnderTest): void {
  describe(`${name} keeps the UserRepository contract`, () => {
    const save = (user: User) => underTest().unit.run(SCOPE, () => underTest().users.save(user));
    const find = (id: UserId) => underTest().unit.run(SCOPE, () => underTest().users.find(id));
    const findByEmail = (email: string) =>
      underTest().unit.run(SCOPE, () => underTest().users.findByEmail(email));
    const saved = async (user = aNewUser()) => {
      await save(user);
      return user;
    };
    const found = async (id: UserId): Promise<User> => there(await find(id));

    it('finds what was saved, by id and by e-mail', async () => {
      const ann = await saved();
      expect(ann.version).toBe(1);
      for (const user of [await find(ann.id), await findByEmail(ann.state.email)]) {
        expect(user?.state).toMatchObject(ann.state);
        expect(user?.version).toBe(1);
      }
    });

    it('finds nobody under an unknown id or e-mail', async () => {
      expect(await find(asId(randomUUID()))).toBeNull();
      expect(await findByEmail(anEmail())).toBeNull();
    });

    it('saves changes and counts versions', async () => {
      const { id } = await saved();
      const ann = await found(id);
      ann.changeProfile({ firstName: 'Anna' }, new Date('2026-01-02T12:00:00.000Z'));
      await save(ann);
      expect(ann.version).toBe(2);
      expect((await found(id)).state).toMatchObject(ann.state);
      expect((await found(id)).version).toBe(2);
    });

    it('saves one change after the other of what it was given once', async () => {
      const ann = await saved();
      ann.changeProfile({ firstName: 'Anna' }, NOW);
      await save(ann);
      ann.changeProfile({ firstName: 'Ann' }, NOW);
      await save(ann);
      expect((await found(ann.id)).state).toMatchObject({ firstName: 'Ann' });
      expect((await found(ann.id)).version).toBe(3);
    });

    it('does not write what did not change', async () => {
      const ann = await saved();
      await save(ann);
      expect((await found(ann.id)).version).toBe(1);
    });

    it('refuses a version that somebody else has replaced, and writes nothing', async () => {
      const { id } = await saved();
      const [mine, theirs] = [await found(id), await found(id)];
      theirs.changeProfile({ firstName: 'Theirs' }, NOW);
      mine.changeProfile({ firstName: 'Mine' }, NOW);
      await save(theirs);
      await expect(save(mine)).rejects.toMatchObject({ kind: 'conflict', code: 'VERSION_STALE' });
      expect((await found(id)).state.firstName).toBe('Theirs');
      expect(await underTest().recorded(id)).toHaveLength(2);
    });

    it('B2 gives an e-mail to one of many who ask at once', async () => {
      const email = anEmail();
      const asked = await Promise.allSettled(Array.from({ length: 10 }, () => save(aNewUser(email))));
      expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
      expect(refused).toEqual(
        Array.from({ length: 9 }, () => expect.objectContaining({ kind: 'conflict', code: 'EMAIL_TAKEN' })),
      );
    });

    it('notes a sign-in without counting a version, and no later save undoes it', async () => {
      const { id } = await saved();
      const [signingIn, changing] = [await found(id), await found(id)];
      signingIn.signedIn(NOW);
      await underTest().unit.run(SCOPE, () => underTest().users.noteSignIn(signingIn));
      changing.confirmEmail(NOW);
      await save(changing);
      const ann = await found(id);
      expect(ann.state).toMatchObject({ lastLoginAt: NOW, emailVerified: true });
      expect(ann.version).toBe(2);
    });

    it('does not find a deleted account, and its e-mail is free again', async () => {
      const ann = await saved();
      const kept = await found(ann.id);
      const ending = await found(ann.id);
      ending.delete(NOW);
      await save(ending);
      expect(await find(ann.id)).toBeNull();
      expect(await findByEmail(ann.state.email)).toBeNull();
      kept.changeProfile({ firstName: 'Anna' }, NOW);
      await expect(save(kept)).rejects.toMatchObject({ code: 'VERSION_STALE' });
      await saved(aNewUser(ann.state.email));
    });

    it('gives a deleted account back, unless its e-mail was taken meanwhile', async () => {
      const ann = await saved();
      ann.delete(NOW);
      await save(ann);
      const findDeleted = () => underTest().unit.run(SCOPE, () => underTest().users.findDeleted(ann.id));
      const rival = await saved(aNewUser(ann.state.email));
      const early = there(await findDeleted());
      early.undelete(NOW);
      await expect(save(early)).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
      rival.delete(NOW);
      await save(rival);
      const back = there(await findDeleted());
      back.undelete(NOW);
      await save(back);
      expect((await found(ann.id)).state).toMatchObject({ email: ann.state.email });
      expect(await findDeleted()).toBeNull();
    });

    it('counts as super admins those who are active and there', async () => {
      const superAdmin = async (act: (user: User) => void = () => undefined) => {
        const user = aNewUser();
        user.makeSuperAdmin(NOW);
        act(user);
        return (await saved(user)).id;
      };
      const [ann, bob] = [await superAdmin(), await superAdmin()];
      const others = [
        (await saved()).id,
        await superAdmin((user) => user.changeStatus('banned', NOW)),
        await superAdmin((user) => user.dropPlatformRole(NOW)),
      ];
      const leaving = await found(await superAdmin());
      leaving.delete(NOW);
      await save(leaving);
      const locked = await underTest().unit.run(SCOPE, () => underTest().users.lockSuperAdmins());
      expect(locked).toEqual(expect.arrayContaining([ann, bob]));
      expect(locked.filter((id) => [...others, leaving.id].includes(id))).toEqual([]);
    });

    it('records what happened together with it, or neither', async () => {
      const ann = aNewUser();
      const failed = underTest().unit.run(SCOPE, async () => {
        await underTest().users.save(ann);
        throw new Error('something else went wrong');
      });
      await expect(failed).rejects.toThrow('something else went wrong');
      expect(await find(ann.id)).toBeNull();
      expect(await underTest().recorded(ann.id)).toEqual([]);

      const bob = await saved();
      expect(await underTest().recorded(bob.id)).toMatchObject([
        { name: 'user:registered', actorId: bob.id, payload: { email: bob.state.email } },
      ]);
    });
  });
}
