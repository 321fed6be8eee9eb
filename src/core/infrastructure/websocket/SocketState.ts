import type { Claim } from '../../application/Authenticator';
import type { WorkspaceId } from '../../domain/ids';
import { MessageRate } from './MessageRate';

/** The workspace a socket enters as it connects. */
export interface Entering {
  readonly workspaceId: WorkspaceId;
  /** The last `seq` it knows; undefined when it knows nothing. */
  readonly after: number | undefined;
  /** Why it is not let in. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

/** All that is kept of a socket; there are many, so it is little. */
export class SocketState {
  /** It was told that its token ran out. */
  isWarned = false;
  /** Commands that wait for their answers. */
  waiting = 0;
  private last: Promise<void> | null = null;
  private rate: MessageRate | null = null;

  constructor(
    public claim: Claim,
    /** Where it comes from. */
    readonly address: string,
    /** Null once it is in. */
    public entering: Entering | null,
  ) {}

  entered(): void {
    this.entering = null;
  }

  warn(): void {
    this.isWarned = true;
  }

  renew(claim: Claim): void {
    this.claim = claim;
    this.isWarned = false;
  }

  /** Counts a command. @returns how many came within the second */
  countCommand(): number {
    this.rate ??= new MessageRate();
    return this.rate.count();
  }

  /** One after the other, in the order in which they came. @param work never rejects. */
  inTurn(work: () => Promise<void>): void {
    this.waiting += 1;
    const turn = (this.last ?? Promise.resolve()).then(work).finally(() => {
      this.waiting -= 1;
      if (this.last === turn) this.last = null;
    });
    this.last = turn;
  }
}
