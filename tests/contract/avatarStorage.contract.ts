import { randomBytes } from 'node:crypto';
import type { AvatarStorage } from '../../src/modules/user/application/AvatarStorage';
import { avatarName } from '../../src/modules/user/domain/avatarAddress';

const aName = () => avatarName(randomBytes(16));

/** What every AvatarStorage keeps. */
export function avatarStorageContract(name: string, underTest: () => AvatarStorage): void {
  describe(`${name} keeps the AvatarStorage contract`, () => {
    it('gives back what was put, byte by byte', async () => {
      const [one, other] = [aName(), aName()];
      const [picture, another] = [randomBytes(20_000), randomBytes(3)];
      await underTest().put(one, picture);
      await underTest().put(other, another);
      expect((await underTest().read(one))?.equals(picture)).toBe(true);
      expect((await underTest().read(other))?.equals(another)).toBe(true);
    });

    it('has nothing of an unknown name', async () => {
      await underTest().put(aName(), randomBytes(3));
      expect(await underTest().read(aName())).toBeNull();
    });

    it('deletes one and no other; again is no fault', async () => {
      const [one, other] = [aName(), aName()];
      await underTest().put(one, randomBytes(3));
      await underTest().put(other, randomBytes(3));
      await underTest().delete(one);
      await underTest().delete(one);
      expect(await underTest().read(one)).toBeNull();
      expect(await underTest().read(other)).not.toBeNull();
    });

    it('a put that is repeated is one put', async () => {
      const [one, picture] = [aName(), randomBytes(100)];
      await underTest().put(one, picture);
      await underTest().put(one, picture);
      expect((await underTest().read(one))?.equals(picture)).toBe(true);
    });

    it('takes many at once', async () => {
      const pictures = Array.from({ length: 20 }, () => [aName(), randomBytes(1_000)] as const);
      await Promise.all(pictures.map(([one, picture]) => underTest().put(one, picture)));
      const read = await Promise.all(pictures.map(([one]) => underTest().read(one)));
      expect(read.map((each, at) => each?.equals(pictures[at]?.[1] ?? Buffer.alloc(0)))).toEqual(
        pictures.map(() => true),
      );
    });
  });
}
