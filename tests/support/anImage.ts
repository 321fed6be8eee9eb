import sharp from 'sharp';

type Format = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif';

/** A plain image, 64 × 32 unless it says otherwise. */
export function anImage(
  format: Format = 'png',
  { width = 64, height = 32, colour = '#c02040' }: { width?: number; height?: number; colour?: string } = {},
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .toFormat(format)
    .toBuffer();
}
