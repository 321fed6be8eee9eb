import { randomUUID } from 'node:crypto';
import type { AuditEntry, AuditTrail } from '../../src/core/application/AuditTrail';
import { asId, type UserId } from '../../src/core/domain/ids';
import { SCOPE, type Surroundings } from '../support/surroundings/Surroundings';

export interface AuditTrailUnderTest extends Pick<Surroundings, 'unit'> {
  readonly audit: AuditTrail;
  /** What was appended about an account and has committed. */
  entries(subjectId: UserId): Promise<AuditEntry[]>;
}

/** What every AuditTrail keeps. */
export function auditTrailContract(name: string, underTest: () => AuditTrailUnderTest): void {
  describe(`${name} keeps the AuditTrail contract`, () => {
    const anEntry = (subjectId: UserId): AuditEntry => ({
      action: 'access.denied',
      actorId: subjectId,
      subjectId,
      workspaceId: null,
      details: { code: 'FORBIDDEN', permission: null, nested: { names: ['a', 'b'] } },
    });
    const anId = () => asId<'user'>(randomUUID());

    it('appends in a unit of its own', async () => {
      const [ann, bob] = [anId(), anId()];
      await underTest().audit.append([anEntry(ann), anEntry(bob)]);
      expect(await underTest().entries(ann)).toEqual([anEntry(ann)]);
    });

    it('keeps no secret for ever', async () => {
      const ann = anId();
      const details = { code: 'X', changes: { passwordHash: { before: 'canary', after: 'canary' } } };
      await underTest().audit.append([{ ...anEntry(ann), details }]);
      const kept = { code: 'X', changes: { passwordHash: '[redacted]' } };
      expect(await underTest().entries(ann)).toEqual([{ ...anEntry(ann), details: kept }]);
    });

    it('stands and falls with the surrounding unit of work', async () => {
      const [ann, bob] = [anId(), anId()];
      await underTest().unit.run(SCOPE, () => underTest().audit.append([anEntry(ann)]));
      const failed = underTest().unit.run(SCOPE, async () => {
        await underTest().audit.append([anEntry(bob)]);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await underTest().entries(ann)).toHaveLength(1);
      expect(await underTest().entries(bob)).toEqual([]);
    });
  });
}
