import type { Sharp } from 'sharp';
import { DomainError } from '../../../core/domain/DomainError';
import type { AvatarImages } from '../application/AvatarImages';
import { imageTypeOf, type ImageType } from './imageTypeOf';

const SIDE = 256;
const QUALITY = 82;
const LONGEST_SECONDS = 5;
/** One is at work, the others wait: each holds up to 5 MB. */
const MOST_ADMITTED = 6;
const RETRY_AFTER_SECONDS = 2;

/** Pixels. An image is in memory whole while it is read, and takes up to 170 MB so; AVIF takes 20 bytes a pixel. */
const MOST_PIXELS: Readonly<Record<ImageType, number>> = {
  ...{ jpeg: 25_000_000, webp: 25_000_000 },
  ...{ png: 16_000_000, gif: 16_000_000 },
  avif: 8_000_000,
};

const LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`);

/** Pictures by libvips, one at a time, on a thread that answers no request. It is loaded when the first one comes. */
export class SharpAvatarImages implements AvatarImages {
  private admitted = 0;
  private last: Promise<unknown> = Promise.resolve();

  async square(image: Buffer): Promise<Buffer> {
    const type = imageTypeOf(image);
    if (type === null) throw unsupported();
    if (this.admitted >= MOST_ADMITTED) throw busy();
    this.admitted += 1;
    const turn = this.last.then(() => squareOf(image, MOST_PIXELS[type]));
    this.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.admitted -= 1;
    }
  }
}

async function squareOf(image: Buffer, limitInputPixels: number): Promise<Buffer> {
  const open = await vips();
  try {
    return await open(image, { limitInputPixels, failOn: 'error' })
      .timeout({ seconds: LONGEST_SECONDS })
      .autoOrient()
      .resize(SIDE, SIDE, { fit: 'cover' })
      .webp({ quality: QUALITY })
      .toBuffer();
  } catch (error) {
    throw refusalFor(error);
  }
}

type Open = (image: Buffer, options: { limitInputPixels: number; failOn: 'error' }) => Sharp;

/** One thread for each image, nothing remembered, and no reader but those of the five types. */
async function vips(): Promise<Open> {
  const { default: sharp } = await import('sharp');
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: LOADERS });
  return sharp;
}

/** libvips says why in words that speak of the file only. */
function refusalFor(error: unknown): DomainError {
  const { message } = error as Error;
  if (/pixel limit|timeout/.test(message)) {
    return new DomainError('unprocessable', 'IMAGE_TOO_LARGE', 'The image has too many pixels.', {
      cause: error,
    });
  }
  return new DomainError('unprocessable', 'IMAGE_UNREADABLE', 'The image is damaged or not complete.', {
    cause: error,
  });
}

function unsupported(): DomainError {
  return new DomainError('unsupported', 'UNSUPPORTED_IMAGE', 'Send a PNG, JPEG, WebP, GIF or AVIF image.');
}

function busy(): DomainError {
  return new DomainError('unavailable', 'UPLOADS_BUSY', 'Too many pictures at once. Try again shortly.', {
    retryAfter: RETRY_AFTER_SECONDS,
  });
}
