import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { SharpAvatarImages } from '../../../../../src/modules/user/infrastructure/SharpAvatarImages';
import { anImage } from '../../../../support/anImage';

const FORMATS = ['png', 'jpeg', 'webp', 'gif', 'avif'] as const;
const images = new SharpAvatarImages();

/** Red, green and blue of one pixel. */
async function pixel(image: Buffer, left: number, top: number): Promise<number[]> {
  const area = { left, top, width: 1, height: 1 };
  return [...(await sharp(image).extract(area).removeAlpha().raw().toBuffer())];
}

/** A PNG that says it is as large as this, whatever its data holds. */
function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const chunks = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(1_000))), chunk('IEND')];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function chunk(name: string, data = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function crc32(bytes: Buffer): number {
  let rest = -1;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (0xedb88320 & -(rest & 1));
  }
  return ~rest >>> 0;
}

describe('A picture', () => {
  it.each(FORMATS)('from %s is a square WebP of 256 pixels', async (format) => {
    const picture = await images.square(await anImage(format, { width: 300, height: 200 }));
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256 });
    expect((await pixel(picture, 128, 128))[0]).toBeGreaterThan(150);
  });

  it('of one pixel is one of 256, too', async () => {
    const picture = await images.square(await anImage('png', { width: 1, height: 1 }));
    expect(await sharp(picture).metadata()).toMatchObject({ width: 256, height: 256 });
  });

  it('is the middle of the image', async () => {
    const red = await anImage('png', { width: 300, height: 100, colour: '#ff0000' });
    const blue = await anImage('png', { width: 100, height: 100, colour: '#0000ff' });
    const striped = await sharp(red)
      .composite([{ input: blue, left: 100, top: 0 }])
      .png()
      .toBuffer();
    const picture = await images.square(striped);
    for (const left of [20, 128, 235]) {
      const [r = 0, , b = 0] = await pixel(picture, left, 128);
      expect(b).toBeGreaterThan(r);
    }
  });

  it('is turned as the camera was held', async () => {
    const red = await anImage('png', { width: 100, height: 100, colour: '#ff0000' });
    const blue = await anImage('png', { width: 50, height: 100, colour: '#0000ff' });
    const leftBlue = sharp(red).composite([{ input: blue, left: 0, top: 0 }]);
    const picture = await images.square(await leftBlue.jpeg().withMetadata({ orientation: 6 }).toBuffer());
    const [upper, lower] = [await pixel(picture, 200, 40), await pixel(picture, 40, 200)];
    expect([(upper[2] ?? 0) > 200, (lower[0] ?? 0) > 200]).toEqual([true, true]);
  });

  it('holds no metadata, and nothing that was hidden behind the image', async () => {
    const told = await sharp(await anImage('jpeg'))
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .withIccProfile('p3')
      .toBuffer();
    const polyglot = Buffer.concat([told, Buffer.from('<script>alert(1)</script>')]);
    expect(polyglot.includes('secret place')).toBe(true);
    const picture = await images.square(polyglot);
    const { exif, icc, xmp, format } = await sharp(picture).metadata();
    expect({ exif, icc, xmp, format }).toEqual({ format: 'webp' });
    expect(picture.includes('secret place')).toBe(false);
    expect(picture.includes('script')).toBe(false);
  });

  it.each(['gif', 'webp'] as const)('of an animated %s is its first frame', async (format) => {
    const frames = await Promise.all(
      ['#00ff00', '#0000ff'].map((colour) => anImage('png', { width: 8, height: 8, colour })),
    );
    const animation = await sharp(frames, { join: { animated: true } })
      .toFormat(format)
      .toBuffer();
    expect((await sharp(animation).metadata()).pages).toBe(2);
    const picture = await images.square(animation);
    expect((await sharp(picture).metadata()).pages).toBeUndefined();
    const [, green = 0, blue = 255] = await pixel(picture, 128, 128);
    expect([green > 200, blue < 50]).toEqual([true, true]);
  });
});

describe('Refused is', () => {
  it.each<[string, Buffer]>([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['an SVG after a byte order mark', Buffer.from('\ufeff<?xml version="1.0"?><svg/>')],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['a TIFF', Buffer.from('II*\0')],
    ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['an MP4', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1')],
    ['a WAV', Buffer.from('RIFF\0\0\0\0WAVE', 'latin1')],
    ['a few bytes', Buffer.from('\x89PN', 'latin1')],
    ['nothing', Buffer.alloc(0)],
  ])('%s, by its bytes', async (_what, bytes) => {
    await expect(images.square(bytes)).rejects.toMatchObject({
      kind: 'unsupported',
      code: 'UNSUPPORTED_IMAGE',
    });
  });

  it.each(FORMATS)('a %s that breaks off', async (format) => {
    const whole = await anImage(format, { width: 400, height: 300 });
    for (const length of [40, whole.length >> 1]) {
      const refused = images.square(whole.subarray(0, length));
      await expect(refused).rejects.toMatchObject({ kind: 'unprocessable', code: 'IMAGE_UNREADABLE' });
    }
  });

  it('an image that only begins like one', async () => {
    const begins = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(500, 7)]);
    await expect(images.square(begins)).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
  });

  it.each([
    [4_001, 4_000],
    [65_000, 65_000],
    [1_000_000, 17],
  ])('a bomb of %d × %d pixels, before any is read', async (width, height) => {
    const bomb = pngOf(width, height);
    expect(bomb.length).toBeLessThan(200);
    await expect(images.square(bomb)).rejects.toMatchObject({
      kind: 'unprocessable',
      code: 'IMAGE_TOO_LARGE',
    });
  });

  it('too many pixels of AVIF, which costs most', async () => {
    const large = await sharp({ create: { width: 3_000, height: 2_700, channels: 3, background: 'red' } })
      .avif({ effort: 0 })
      .toBuffer();
    await expect(images.square(large)).rejects.toMatchObject({ code: 'IMAGE_TOO_LARGE' });
  });

  it('what would wait too long; the others are made, and the next one too', async () => {
    const image = await anImage('png', { width: 1_000, height: 1_000 });
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => images.square(image)));
    const made = asked.filter(({ status }) => status === 'fulfilled');
    const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(made).toHaveLength(6);
    expect(refused).toEqual(
      Array.from({ length: 14 }, () =>
        expect.objectContaining({ kind: 'unavailable', code: 'UPLOADS_BUSY', facts: { retryAfter: 2 } }),
      ),
    );
    expect((await images.square(image)).length).toBeGreaterThan(0);
  });

  it('a damaged one alone, not those behind it', async () => {
    const image = await anImage();
    const [bad, good] = await Promise.allSettled([
      images.square(image.subarray(0, 60)),
      images.square(image),
    ]);
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
  });
});
