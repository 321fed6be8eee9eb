import { AggregateRoot } from '../../../../src/core/domain/AggregateRoot';
import type { DomainEvent } from '../../../../src/core/domain/EventCatalogue';
import '../../../../src/modules/user/domain/events';

class Account extends AggregateRoot {
  static restore(version: number): Account {
    return new Account(version);
  }

  rename(name: string): void {
    this.record(renamed(name));
  }
}

const renamed = (name: string): DomainEvent => ({
  name: 'user:profile-changed',
  workspaceId: null,
  subjectId: null,
  payload: { changed: [name] },
});

describe('An aggregate', () => {
  it('hands over what happened to it once, in order', () => {
    const account = Account.restore(0);
    account.rename('first');
    account.rename('second');
    expect(account.pullEvents()).toEqual([renamed('first'), renamed('second')]);
    expect(account.pullEvents()).toEqual([]);
    account.rename('third');
    expect(account.pullEvents()).toEqual([renamed('third')]);
  });

  it('counts how often it was saved', () => {
    const account = Account.restore(7);
    expect(account.version).toBe(7);
    account.saved();
    expect(account.version).toBe(8);
  });
});
