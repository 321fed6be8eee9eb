import type { WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { DeliveryKey, EventId } from '../domain/Delivery';

export interface ToldEvent {
  readonly id: EventId;
  readonly workspaceId: WorkspaceId;
  readonly seq: number | null;
  readonly event: string;
  /** What is sent, byte for byte. */
  readonly body: string;
  readonly requestId: string | null;
}

/** What a job is asked to deliver. */
export interface Errand extends DeliveryKey {
  /** How often somebody asked for the delivery; 0: an event led to it. */
  readonly round: number;
}

export interface OwedDelivery {
  readonly url: string;
  readonly body: string;
  /** With which to sign, the current one first; none when they cannot be opened. */
  readonly secrets: readonly string[];
  readonly enabled: boolean;
  /** Seconds the webhook is still left alone, 0 when that is just over; null when it is not. */
  readonly pausedFor: number | null;
}

/** How an attempt went. */
export interface Attempt {
  /** Null when there was no answer. */
  readonly statusCode: number | null;
  /** Null when it was delivered. */
  readonly error: string | null;
  readonly response: string | null;
  readonly durationMs: number;
}

/** What webhooks are owed, and how it goes. Each joins the surrounding unit of work. */
export interface Deliveries {
  /** Those of the workspaces that have an enabled webhook. */
  wanting(workspaceIds: readonly WorkspaceId[]): Promise<ReadonlySet<WorkspaceId>>;
  /** Owes each event to every enabled webhook that wants it, with the job that does it. @returns how many. */
  owe(events: readonly ToldEvent[]): Promise<number>;
  /** Owes one webhook what somebody asked for; nothing sends it before it begins anew. */
  add(key: DeliveryKey, event: string, body: string): Promise<void>;
  /** Begins anew, for a job that the caller enqueues, whatever came of it. @returns the new round; null when there is no such delivery. */
  again(key: DeliveryKey): Promise<number | null>;
  /** Null when nothing is owed by this errand any more. */
  find(errand: Errand): Promise<OwedDelivery | null>;
  /** After it was left alone it is tried by one delivery at a time. @returns whether this is the one. */
  probe(errand: Errand): Promise<boolean>;
  /** It arrived: the webhook is well. @param pause seconds to leave it alone all the same; null for none. */
  arrived(errand: Errand, attempt: Attempt, pause: number | null): Promise<void>;
  /**
   * It did not. @param retryIn seconds; null when that was the last time
   * @param pauses whether the webhook is to be left alone for a while
   * @returns whether every attempt of the last days failed, and many did.
   */
  missed(errand: Errand, attempt: Attempt, retryIn: number | null, pauses: boolean): Promise<boolean>;
  /** Nothing was tried, and nothing will be. */
  drop(errand: Errand, why: string): Promise<void>;
}
export const Deliveries = token<Deliveries>('Deliveries');
