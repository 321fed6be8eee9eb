import { randomUUID } from 'node:crypto';
import { asId, type UserId } from '../../../src/core/domain/ids';
import type { Directory, Recipient } from '../../../src/modules/notification/application/Directory';

/** People and workspaces as a test names them. */
export class InMemoryDirectory implements Directory {
  private readonly people: Recipient[] = [];

  /** Somebody new whose address is verified and who chose nothing. */
  person(facts: Partial<Recipient> = {}): Recipient {
    const id = asId<'user'>(randomUUID());
    const person = {
      ...{ id, email: `${id}@example.com`, firstName: 'Ann', takesMail: true, choices: [] },
      ...facts,
    };
    this.people.push(person);
    return person;
  }

  recipients(ids: readonly UserId[]): Promise<Recipient[]> {
    return Promise.resolve(this.people.filter(({ id }) => ids.includes(id)));
  }

  holdersOf(): Promise<UserId[]> {
    return Promise.resolve(this.people.map(({ id }) => id));
  }

  workspaceName(): Promise<string> {
    return Promise.resolve('Acme');
  }

  personName(): Promise<string> {
    return Promise.resolve('Ann Smith');
  }
}
