import type { AvatarStorage } from '../../../src/modules/user/application/AvatarStorage';

export class InMemoryAvatarStorage implements AvatarStorage {
  readonly pictures = new Map<string, Buffer>();

  async put(name: string, picture: Buffer): Promise<void> {
    this.pictures.set(name, Buffer.from(picture));
  }

  async read(name: string): Promise<Buffer | null> {
    return this.pictures.get(name) ?? null;
  }

  async delete(name: string): Promise<void> {
    this.pictures.delete(name);
  }
}
