/** An http(s) address without credentials, query or fragment; without its last slash. */
export function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw new Error(`is "${text}": set it to a web address, for example "https://app.example.com".`);
  }
  return url.href.replace(/\/$/, '');
}

/** "https://a.example, https://b.example" → exact origins. Wildcards are refused: answers carry credentials. */
export function originList(text: string): readonly string[] {
  const entries = text.split(',').map((entry) => entry.trim());
  return [...new Set(entries.filter((entry) => entry !== '').map(origin))];
}

function origin(entry: string): string {
  if (entry.includes('*')) {
    throw new Error(
      `holds the wildcard "${entry}": name each origin, for example "https://app.example.com".`,
    );
  }
  const url = URL.canParse(entry) ? new URL(entry) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || `${url.origin}/` !== url.href) {
    const remedy = 'give scheme, host and port only, for example "https://app.example.com".';
    throw new Error(`holds "${entry}", which is not an origin: ${remedy}`);
  }
  return url.origin;
}
