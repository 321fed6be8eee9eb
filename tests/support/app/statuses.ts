import type { Response } from 'supertest';

/** How often each status and code came: `{ '200': 1, '400 TOKEN_INVALID': 49 }`. */
export function statuses(answers: readonly Response[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const name = [status, (body as { code?: string }).code ?? ''].join(' ').trim();
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
