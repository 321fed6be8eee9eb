import type { Random } from '../../../core/application/Random';

/** A signing secret as Standard Webhooks writes one: 32 bytes in base64 behind `whsec_`. */
export function newSecret(random: Random): string {
  return `whsec_${random.bytes(32).toString('base64')}`;
}
