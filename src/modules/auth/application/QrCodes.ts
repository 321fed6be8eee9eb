import { token } from '../../../core/domain/token';

export interface QrCodes {
  /** A PNG as `data:` URL. */
  dataUrl(text: string): Promise<string>;
}
export const QrCodes = token<QrCodes>('QrCodes');
