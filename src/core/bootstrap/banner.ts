import type { Application } from './startApplication';

const CREATE_ADMIN = 'npm run create-admin -- --email root@example.com --first-name Root --last-name Admin';

/** What to do next, as it works when pasted; at most twelve lines. */
export function banner({ url, port, config, database }: Application, hasSuperAdmin: boolean): string {
  const { apiBase, port: wanted } = config.http;
  const moved = wanted !== 0 && port !== wanted ? ` (${wanted} is taken)` : '';
  if (config.role === 'worker')
    return `\n  Portico's worker is ready on port ${port}${moved}: ${url}/health/ready\n`;
  const signUp = JSON.stringify({
    name: 'Ann Smith',
    email: 'ann@example.com',
    password: 'a fine long passphrase',
    organizationName: 'Acme',
  });
  return [
    '',
    `  Portico is ready on port ${port}${moved}`,
    ...(config.docsEnabled ? [`  API, to try out   ${url}/api/docs`] : []),
    ...(config.mail.kind === 'mailbox' ? [`  Mails it sent     ${url}/dev/mailbox`] : []),
    ...(database.isEmbedded
      ? [`  Database          embedded PostgreSQL in ${config.dataDir} (for development, not for production)`]
      : []),
    '',
    '  Sign up:',
    `  curl -s ${url}${apiBase}/auth/signup -H 'Content-Type: application/json' -d '${signUp}'`,
    ...(hasSuperAdmin ? [] : [`  Super admin:      ${CREATE_ADMIN}`]),
    '',
  ].join('\n');
}
