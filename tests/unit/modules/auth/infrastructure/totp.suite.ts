import sharp from 'sharp';
import { OtpauthTotp } from '../../../../../src/modules/auth/infrastructure/OtpauthTotp';
import { PngQrCodes } from '../../../../../src/modules/auth/infrastructure/PngQrCodes';
import { totpCode } from '../../../../support/totp';

/** `12345678901234567890`, the secret of the test vectors in RFC 6238, appendix B. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const totp = new OtpauthTotp('Acme Inc');
const at = (seconds: number) => new Date(seconds * 1000);

describe('Codes of authenticator apps', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('are those of RFC 6238 at second %i', (seconds, code) => {
    expect(totp.stepOf(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
    expect(totpCode(SECRET, at(seconds))).toBe(code);
  });

  it('hold for the step before and the one after, and are known by their step', () => {
    const now = at(1_234_567_890);
    const step = 41_152_263;
    const stepOf = (ahead: number) => totp.stepOf(SECRET, totpCode(SECRET, now, ahead), now);
    expect([-2, -1, 0, 1, 2].map(stepOf)).toEqual([null, step - 1, step, step + 1, null]);
  });

  it.each(['', '28708', '2870820', 'abcdef', '28708a', ' 287082', '٢٨٧٠٨٢'])('are not %j', (code) => {
    expect(totp.stepOf(SECRET, code, at(59))).toBeNull();
  });

  it('are set up by a URI that every app reads', () => {
    const uri = new URL(totp.uri(SECRET, 'ann:x@example.com'));
    expect(`${uri.protocol}//${uri.host}${uri.pathname}`).toBe(
      'otpauth://totp/Acme%20Inc:ann%3Ax%40example.com',
    );
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      ...{ secret: SECRET, issuer: 'Acme Inc' },
      ...{ algorithm: 'SHA1', digits: '6', period: '30' },
    });
  });

  it('come as a picture, too', async () => {
    const url = await new PngQrCodes().dataUrl(totp.uri(SECRET, 'ann@example.com'));
    const [kind = '', data = ''] = url.split(',');
    expect(kind).toBe('data:image/png;base64');
    const { format, width, height } = await sharp(Buffer.from(data, 'base64')).metadata();
    expect({ format, isSquare: width === height }).toEqual({ format: 'png', isSquare: true });
  });
});
