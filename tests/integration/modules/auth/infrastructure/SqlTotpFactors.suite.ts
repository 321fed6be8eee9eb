import { AesGcmSealer } from '../../../../../src/core/infrastructure/system/AesGcmSealer';
import { SqlTotpFactors } from '../../../../../src/modules/auth/infrastructure/SqlTotpFactors';
import { PostgresSurroundings } from '../../../../support/surroundings/PostgresSurroundings';
import { SCOPE } from '../../../../support/surroundings/Surroundings';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

let around: PostgresSurroundings;
beforeAll(async () => {
  around = await PostgresSurroundings.open();
});
afterAll(() => around.close());

const sealedWith = (key: string) => new SqlTotpFactors(around.database, new AesGcmSealer(key));
const secretOf = (userId: Awaited<ReturnType<typeof someone>>, key = 'a key') =>
  around.unit.run(SCOPE, async () => (await sealedWith(key).find(userId))?.secret);

async function someone() {
  const { userId } = await around.person();
  await around.unit.run(SCOPE, () => sealedWith('a key').propose(userId, SECRET));
  return userId;
}

describe('The stored secret of a second factor', () => {
  it('opens for its account with its key alone', async () => {
    const [ann, bob] = [await someone(), await someone()];
    expect(await secretOf(ann)).toBe(SECRET);
    expect(await secretOf(ann, 'another key')).toBeNull();

    await around.sql(
      'UPDATE totp_factors SET secret = (SELECT secret FROM totp_factors WHERE user_id = $1) WHERE user_id = $2',
      [ann, bob],
    );
    expect(await secretOf(bob)).toBeNull();
  });

  it('is not for members to read: that somebody has one is, for colleagues', async () => {
    const ann = await someone();
    const look = (columns: string) =>
      around.unit.run({ as: 'account', userId: ann }, () =>
        around.database.rows(`SELECT ${columns} FROM totp_factors`),
      );
    expect(await look('user_id, confirmed_at')).toEqual([{ user_id: ann, confirmed_at: null }]);
    await expect(look('secret')).rejects.toThrow('permission denied');
    await expect(look('last_step')).rejects.toThrow('permission denied');
  });
});
