import type { Config } from '../Config';
import type { Reading } from '../Reading';

export function readRole(reading: Reading): Config['role'] {
  const role = reading.value('PROCESS_ROLE') ?? 'all';
  if (role === 'worker' && !reading.given('FRONTEND_URL')) {
    reading.fault(
      'PROCESS_ROLE is worker without FRONTEND_URL: set FRONTEND_URL to where the links in mails lead; a worker serves no pages for them.',
    );
  }
  return role;
}
