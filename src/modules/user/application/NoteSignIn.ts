import type { UserId } from '../../../core/domain/ids';
import type { UserRepository } from '../domain/UserRepository';

export class NoteSignIn {
  constructor(private readonly users: UserRepository) {}

  execute(id: UserId): Promise<void> {
    return this.users.signedIn(id);
  }
}
