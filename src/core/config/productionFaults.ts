import type { Environment, Reading } from './Reading';

interface Rule {
  readonly broken: (reading: Reading) => boolean;
  readonly fault: string;
}

const RULES: readonly Rule[] = [
  {
    broken: (reading) => !reading.given('FRONTEND_URL'),
    fault:
      'FRONTEND_URL is missing: set it to the address of the front end, for example "https://app.example.com".',
  },
  {
    broken: (reading) => reading.value('FRONTEND_URL')?.startsWith('http:') ?? false,
    fault: 'FRONTEND_URL is plain http: production needs https.',
  },
  {
    broken: (reading) => !reading.given('CORS_ORIGINS'),
    fault:
      'CORS_ORIGINS is missing: set it to the origins that browsers call from, for example "https://app.example.com".',
  },
  {
    broken: (reading) => reading.value('CORS_ORIGINS')?.some((origin) => origin.startsWith('http:')) ?? false,
    fault: 'CORS_ORIGINS holds a plain http origin: production needs https.',
  },
  {
    broken: (reading) =>
      reading.value('SOCKET_CORS_ORIGIN')?.some((origin) => origin.startsWith('http:')) ?? false,
    fault: 'SOCKET_CORS_ORIGIN holds a plain http origin: production needs https.',
  },
  {
    broken: (reading) => !reading.given('DATABASE_URL') && !reading.given('DB_HOST'),
    fault: 'DATABASE_URL is missing: set it, or DB_HOST; the embedded PostgreSQL is not for production.',
  },
  {
    broken: (reading) =>
      (reading.value('PROCESS_ROLE') ?? 'all') !== 'all' &&
      !reading.given('REDIS_URL') &&
      !reading.given('REDIS_HOST'),
    fault:
      'PROCESS_ROLE asks for several processes, and several need Redis: set REDIS_URL for all of them, or take PROCESS_ROLE out.',
  },
  {
    broken: (reading) => !reading.given('EMAIL_SERVICE') && !reading.given('SMTP_HOST'),
    fault:
      'EMAIL_SERVICE is missing: set it to smtp, sendgrid, ses or mailgun; the local mailbox is not for production.',
  },
  {
    broken: (reading) => (reading.value('BCRYPT_ROUNDS') ?? 12) < 12,
    fault: 'BCRYPT_ROUNDS is below 12: set it to 12 or more.',
  },
  {
    broken: (reading) => reading.value('RATE_LIMIT_ENABLED') === false,
    fault: 'RATE_LIMIT_ENABLED is false: production keeps its limits, raise them if they are too low.',
  },
];

/** What production refuses beyond what is wrong anywhere. */
export function productionFaults(reading: Reading, environment: Environment): string[] {
  const broken = RULES.filter((rule) => rule.broken(reading)).map((rule) => rule.fault);
  return [...broken, ...debuggingFaults(environment)];
}

/** Switches of Node and its libraries that open a debugger, print secrets, or turn certificate checks off. */
function debuggingFaults(environment: Environment): string[] {
  const on = (name: string) => !['', '0', 'false'].includes((environment[name] ?? '').toLowerCase());
  const faults = ['DEBUG', 'NODE_DEBUG'].filter(on).map((name) => {
    return `${name} is set and prints requests and queries as they are: take it out in production.`;
  });
  if (/--inspect/.test(environment.NODE_OPTIONS ?? '')) {
    faults.push('NODE_OPTIONS opens the debugger: take --inspect out in production.');
  }
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    faults.push('NODE_TLS_REJECT_UNAUTHORIZED is 0 and turns every certificate check off: take it out.');
  }
  return faults;
}
