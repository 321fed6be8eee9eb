import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

export interface MfaState {
  readonly enabled: boolean;
  readonly enabledAt: Date | null;
  readonly recoveryCodesLeft: number;
}

/** Read port: whether somebody has a second factor on. */
export interface MfaStatus {
  of(userId: UserId): Promise<MfaState>;
}
export const MfaStatus = token<MfaStatus>('MfaStatus');
