import type { Clock } from '../../../core/application/Clock';
import type { User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';

/** Joins the unit of work of the sign-in. */
export class NoteSignIn {
  constructor(
    private readonly users: UserRepository,
    private readonly clock: Clock,
  ) {}

  async execute(user: User): Promise<void> {
    user.signedIn(this.clock.now());
    await this.users.noteSignIn(user);
  }
}
