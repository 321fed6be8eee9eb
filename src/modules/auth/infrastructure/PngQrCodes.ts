import { createRequire } from 'node:module';
import type * as QrCode from 'qrcode';
import type { QrCodes } from '../application/QrCodes';

/** The library is loaded at the first picture: few processes ever make one. */
export class PngQrCodes implements QrCodes {
  dataUrl(text: string): Promise<string> {
    const { toDataURL } = createRequire(__filename)('qrcode') as typeof QrCode;
    return toDataURL(text, { errorCorrectionLevel: 'M', margin: 2 });
  }
}
