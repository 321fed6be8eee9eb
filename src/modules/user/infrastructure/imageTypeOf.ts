export type ImageType = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif';

/** What a file is by its first bytes; null: none of these. SVG is none: it is a document that can load others. */
export function imageTypeOf(bytes: Buffer): ImageType | null {
  const at = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (at(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (at(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (at(0, 4) === 'RIFF' && at(8, 12) === 'WEBP') return 'webp';
  if (at(0, 6) === 'GIF87a' || at(0, 6) === 'GIF89a') return 'gif';
  return at(4, 8) === 'ftyp' && /avi[fs]/.test(brandsOf(bytes)) ? 'avif' : null;
}

/** Of the first box of a file in the ISO base media format: its major brand and those it is compatible with. */
function brandsOf(bytes: Buffer): string {
  const end = Math.min(bytes.readUInt32BE(0), 64);
  const brands = [bytes.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString('latin1', at, at + 4));
  return brands.join(' ');
}
