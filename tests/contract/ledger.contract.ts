import { randomUUID } from 'node:crypto';
import type { Ledger } from '../../src/core/application/Ledger';
import type { DomainEvent } from '../../src/core/domain/EventCatalogue';
import { asId, type UserId } from '../../src/core/domain/ids';
import '../../src/modules/user/domain/events';
import { SCOPE, type Surroundings } from '../support/surroundings/Surroundings';

export interface LedgerUnderTest extends Surroundings {
  readonly ledger: Ledger;
}

/** What every Ledger keeps. */
export function ledgerContract(name: string, underTest: () => LedgerUnderTest): void {
  describe(`${name} keeps the Ledger contract`, () => {
    const record = (...events: DomainEvent[]) => underTest().ledger.record(events);
    const anId = () => asId<'user'>(randomUUID());
    const registered = (subjectId: UserId, actorId?: UserId | null): DomainEvent => ({
      name: 'user:registered',
      workspaceId: null,
      subjectId,
      actorId,
      payload: { email: 'ann@example.com' },
    });
    const asCaller = <T>(userId: UserId, work: () => T) =>
      underTest().context.run({ requestId: 'request-1', ip: '192.0.2.1', userAgent: 'test', userId }, work);

    it('records what happened, to whom, by whom, in which workspace and request', async () => {
      const [ann, caller, workspaceId] = [anId(), anId(), asId<'workspace'>(randomUUID())];
      await asCaller(caller, () =>
        record(registered(ann), {
          name: 'user:profile-changed',
          workspaceId,
          subjectId: ann,
          payload: { changed: ['firstName'] },
        }),
      );
      const common = { subjectId: ann, actorId: caller, requestId: 'request-1' };
      expect(await underTest().recorded(ann)).toEqual([
        { name: 'user:profile-changed', ...common, workspaceId, payload: { changed: ['firstName'] } },
        { name: 'user:registered', ...common, workspaceId: null, payload: { email: 'ann@example.com' } },
      ]);
    });

    it('believes an event that names its own actor, or none', async () => {
      const [ann, bob, caller] = [anId(), anId(), anId()];
      await asCaller(caller, () => record(registered(ann, ann), registered(bob, null)));
      expect(await underTest().recorded(ann)).toMatchObject([{ actorId: ann }]);
      expect(await underTest().recorded(bob)).toMatchObject([{ actorId: null }]);
    });

    it('records what happened outside of any request', async () => {
      const ann = anId();
      await record(registered(ann));
      expect(await underTest().recorded(ann)).toMatchObject([{ actorId: null, requestId: null }]);
    });

    it('records nothing of a unit of work that fails', async () => {
      const ann = anId();
      const failed = underTest().unit.run(SCOPE, async () => {
        await record(registered(ann));
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await underTest().recorded(ann)).toEqual([]);
    });

    it('takes no events for an answer', async () => {
      await expect(record()).resolves.toBeUndefined();
    });
  });
}
