import type { AuditEntry, AuditTarget, AuditTrail } from '../../application/AuditTrail';
import type { Ledger } from '../../application/Ledger';
import type { Random } from '../../application/Random';
import type { RequestContext } from '../../application/RequestContext';
import type { UnitOfWork } from '../../application/UnitOfWork';
import type { DomainEvent } from '../../domain/EventCatalogue';
import type { UserId } from '../../domain/ids';
import type { Database } from '../database/Database';
import type { WakeUp } from '../jobs/WakeUp';
import type { EventDefinitions } from './EventDefinitions';

export class OutboxLedger implements Ledger {
  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly random: Random,
    private readonly context: RequestContext,
    private readonly definitions: EventDefinitions,
    private readonly relay: WakeUp,
  ) {}

  async record(events: readonly DomainEvent[]): Promise<void> {
    if (events.length === 0) return;
    const facts = this.context.current();
    const actorOf = (event: DomainEvent) =>
      event.actorId === undefined ? (facts?.userId ?? null) : event.actorId;
    await this.unit.run({ as: 'system', for: 'recording events' }, async () => {
      await this.audit.append(events.flatMap((event) => this.auditEntriesOf(event, actorOf(event))));
      const heard = events.filter(({ name }) => this.definitions.of(name).audience !== 'audit');
      for (const event of heard) this.demandPlace(event);
      if (heard.length === 0) return;
      const rows = heard.map((event) => ({
        id: this.random.id(),
        workspace_id: event.workspaceId,
        name: event.name,
        subject_id: event.subjectId,
        actor_id: actorOf(event),
        payload: event.payload,
      }));
      await this.database.write(
        `INSERT INTO outbox (id, workspace_id, name, subject_id, actor_id, payload, request_id)
         SELECT r.*, $2 FROM jsonb_to_recordset($1::jsonb)
           AS r(id uuid, workspace_id uuid, name text, subject_id uuid, actor_id uuid, payload jsonb)`,
        [JSON.stringify(rows), facts?.requestId ?? null],
      );
      this.unit.afterCommit(() => this.relay.now());
    });
  }

  /** The feed of a workspace is for all its members, and nothing else may be in it. */
  private demandPlace({ name, workspaceId }: DomainEvent): void {
    const isForMembers = this.definitions.of(name).audience === 'workspace';
    if (isForMembers === (workspaceId !== null)) return;
    throw new Error(
      `${name} ${isForMembers ? 'needs' : 'has no place in'} the feed of a workspace, by its audience`,
    );
  }

  /** One, or none for an event that only tells of what is on record already. */
  private auditEntriesOf(event: DomainEvent, actorId: UserId | null): AuditEntry[] {
    const { audit: action } = this.definitions.of(event.name);
    if (action === null) return [];
    const { workspaceId, subjectId, payload, changes } = event;
    const details = changes ? { ...payload, changes } : payload;
    return [{ action, actorId, workspaceId, subjectId, target: this.targetOf(event), details }];
  }

  private targetOf({ name, payload }: DomainEvent): AuditTarget | undefined {
    const { target } = this.definitions.of(name);
    const id = target && (payload as Record<string, unknown>)[target.field];
    return target && typeof id === 'string' ? { type: target.type, id } : undefined;
  }
}
