import type { Clock } from '../../../core/application/Clock';
import type { User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';

/** Joins the surrounding unit of work. Making one a second time changes nothing. */
export class MakeSuperAdmin {
  constructor(
    private readonly users: UserRepository,
    private readonly clock: Clock,
  ) {}

  async execute(user: User): Promise<void> {
    user.makeSuperAdmin(this.clock.now());
    await this.users.save(user);
  }
}
