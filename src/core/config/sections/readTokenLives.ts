import type { TokenConfig } from '../Config';
import type { Reading } from '../Reading';

export function readTokenLives(
  reading: Reading,
): Pick<TokenConfig, 'accessTtl' | 'accessTtlSeconds' | 'refreshTtlSeconds'> {
  const access = reading.value('JWT_EXPIRES_IN') ?? { text: '15m', seconds: 900 };
  const refresh = reading.value('REFRESH_TOKEN_EXPIRES_IN') ?? { text: '7d', seconds: 604_800 };
  if (access.seconds >= refresh.seconds) {
    reading.fault(
      `JWT_EXPIRES_IN (${access.text}) is not below REFRESH_TOKEN_EXPIRES_IN (${refresh.text}): shorten it.`,
    );
  }
  return {
    accessTtl: access.text,
    accessTtlSeconds: access.seconds,
    refreshTtlSeconds: refresh.seconds,
  };
}
