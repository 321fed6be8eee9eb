/** A presented refresh token, as found under the lock of its session. */
export interface PresentedToken {
  readonly sessionEnded: boolean;
  readonly expired: boolean;
  readonly rotated: boolean;
  /** It was rotated at most ten seconds ago, and its successor has not been used. */
  readonly repeatable: boolean;
}

export type RefreshVerdict = 'rotate' | 'repeat' | 'theft' | 'ended' | 'expired';

/**
 * Two tabs, or an answer lost on its way, present the same token twice within seconds and get the same
 * successor. Any other second use means that two parties hold the token: the session ends (RFC 9700, 4.14.2).
 */
export function judgeRefresh(token: PresentedToken): RefreshVerdict {
  if (token.sessionEnded) return 'ended';
  if (token.rotated) return token.repeatable ? 'repeat' : 'theft';
  return token.expired ? 'expired' : 'rotate';
}
