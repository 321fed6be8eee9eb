import { randomUUID } from 'node:crypto';
import { send } from './ProcessScene';

/** What became of one sign-up: its answer's status, or null when there was none. */
export interface Entry {
  readonly email: string;
  readonly status: number | null;
}

const PASSWORD = 'a fine long passphrase';

/** Clients that sign up one after the other, and note before whom they sign up and after what they heard. */
export class SignUpLoad {
  readonly journal: Entry[] = [];
  private begun = 0;

  /** @param url where the server is at the moment; null while it is down */
  constructor(
    private readonly total: number,
    private readonly url: () => string | null,
  ) {}

  get isOver(): boolean {
    return this.begun >= this.total;
  }

  async run(clients: number): Promise<void> {
    await Promise.all(Array.from({ length: clients }, () => this.client()));
  }

  private async client(): Promise<void> {
    while (!this.isOver) {
      const url = this.url();
      if (url === null) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      this.begun += 1;
      const email = `load.${randomUUID()}@example.com`;
      const body = { name: 'Ann Smith', email, password: PASSWORD, organizationName: 'Acme' };
      const status = await send(`${url}/api/v1/auth/signup`, 'POST', body).then(
        (answer) => answer.status,
        () => null,
      );
      this.journal.push({ email, status });
    }
  }
}
