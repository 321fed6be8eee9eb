/** A DSN as Sentry's project settings show it: key, host and project. */
export function sentryAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || !url.username || !/\/\d+$/.test(url.pathname)) {
    throw new Error(
      'is not a DSN: copy it from the settings of the project, for example "https://key@sentry.example.com/1".',
    );
  }
  return text;
}
