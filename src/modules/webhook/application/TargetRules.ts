import { token } from '../../../core/domain/token';

/** Where webhooks may lead. */
export interface TargetRules {
  /** What is wrong with it as far as its text tells, to follow the word `url`; null when nothing is. */
  faultOf(url: URL): string | null;
}
export const TargetRules = token<TargetRules>('TargetRules');
