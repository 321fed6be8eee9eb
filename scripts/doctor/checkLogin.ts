import type { DatabaseAddress } from '../../src/core/bootstrap/connectDatabase';
import { powersTooMany, SAFE_LOGIN } from '../../src/core/bootstrap/refuseUnsafeLogin';
import type { Config } from '../../src/core/config/Config';
import { fault, ok, warning, type Finding } from './Finding';

const CHECK = 'database login';

/** Whether row-level security holds for the application's login. */
export async function checkLogin({ env }: Config, { url, ssl }: DatabaseAddress): Promise<Finding> {
  const powers = await powersTooMany({ url, ssl });
  if (powers.length === 0) return ok(CHECK, 'It is walled in by row-level security and owns nothing.');
  const tell = env === 'production' ? fault : warning;
  return tell(CHECK, `It ${powers.join(' and ')}.`, `In DATABASE_URL, ${SAFE_LOGIN}.`);
}
