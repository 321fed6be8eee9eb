import type { Client } from 'pg';
import { fault, ok, warning, type Finding } from './Finding';

const CHECK = 'clock';
const NOTICED_MS = 1_000;
/** Access tokens of a clock that is further ahead are refused by another process. */
const HARMFUL_MS = 30_000;
const REMEDY = 'Run NTP on both machines.';

/** How far this machine's clock is from the database's. */
export async function checkClock(client: Client): Promise<Finding> {
  const before = Date.now();
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const middle = (before + Date.now()) / 2;
  const skew = Math.round(Math.abs((rows[0] as { now: Date }).now.getTime() - middle));
  const says = `It is ${skew} ms away from the database's.`;
  if (skew >= HARMFUL_MS) return fault(CHECK, says, REMEDY);
  return skew >= NOTICED_MS ? warning(CHECK, says, REMEDY) : ok(CHECK, says);
}
