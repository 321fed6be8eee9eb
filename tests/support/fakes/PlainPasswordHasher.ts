import type { PasswordHasher } from '../../../src/modules/auth/application/PasswordHasher';

const FORMAT = /^plain:(\d+):(\d+):(.*)$/;

/** Keeps passwords readable, at no cost; everything else as a PasswordHasher must. */
export class PlainPasswordHasher implements PasswordHasher {
  /** How many passwords were checked. */
  checks = 0;
  private salt = 0;

  constructor(
    private readonly cost = 1,
    private readonly pepper = 'pepper',
  ) {}

  hash(password: string): Promise<string> {
    this.salt += 1;
    return Promise.resolve(`plain:${this.cost}:${this.salt}:${this.kept(password)}`);
  }

  verify(password: string, stored: string | null): Promise<boolean> {
    this.checks += 1;
    return Promise.resolve(FORMAT.exec(stored ?? '')?.[3] === this.kept(password));
  }

  needsRehash(stored: string): boolean {
    return FORMAT.exec(stored)?.[1] !== String(this.cost);
  }

  private kept(password: string): string {
    return JSON.stringify([this.pepper, password.normalize('NFC')]);
  }
}
