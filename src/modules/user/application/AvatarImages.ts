import { token } from '../../../core/domain/token';

export interface AvatarImages {
  /**
   * The middle of an image as a square WebP that holds pixels and nothing else: no place, no camera, no hidden text.
   * @throws DomainError UNSUPPORTED_IMAGE by its first bytes, whatever it is called; IMAGE_UNREADABLE, IMAGE_TOO_LARGE;
   * UPLOADS_BUSY when too many wait.
   */
  square(image: Buffer): Promise<Buffer>;
}
export const AvatarImages = token<AvatarImages>('AvatarImages');
