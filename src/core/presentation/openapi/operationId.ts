import type { Method } from '../endpoint';

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `delete` `/auth/sessions/:id` → `deleteAuthSessionsById`: as stable as the address itself. */
export function operationId(method: Method, path: string): string {
  const words = path
    .split('/')
    .map((segment) => (segment.startsWith(':') ? `By-${segment.slice(1)}` : segment))
    .flatMap((segment) => segment.split(/[-_.]/));
  return method + words.map(capitalised).join('');
}
