/** "api", "/api" and "/api/" → "/api"; "/" → "". */
export function urlPath(text: string): string {
  const segments = text.split('/').filter((segment) => segment !== '');
  const plain = segments.every((segment) => /^[\w~-][\w.~-]*$/.test(segment));
  if (!plain) throw new Error(`is "${text}": set it to a plain path, for example "/api".`);
  return segments.map((segment) => `/${segment}`).join('');
}
