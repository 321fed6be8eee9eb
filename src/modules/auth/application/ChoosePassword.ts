import { Password } from '../domain/Password';
import type { CommonPasswords } from './CommonPasswords';
import type { PasswordHasher } from './PasswordHasher';

/** Judges a password somebody wants, and hashes it. */
export class ChoosePassword {
  constructor(
    private readonly common: CommonPasswords,
    private readonly hasher: PasswordHasher,
  ) {}

  /** @throws DomainError VALIDATION_ERROR naming `path`, for a password that is too easily guessed. */
  judge(raw: string, path: string, about: readonly string[]): Password {
    return Password.chosen(raw, { path, about, common: this.common });
  }

  /** @throws DomainError HASHING_BUSY. */
  hash(password: Password): Promise<string> {
    return this.hasher.hash(password.text);
  }
}
