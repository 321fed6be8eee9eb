export interface Step {
  /** The nearest heading, and which step below it this is. */
  readonly title: string;
  readonly commands: string;
  /** Of the last call in `commands`; null when nothing is said about its answer. */
  readonly status: number | null;
  /** A header of that answer, `Name: value`. */
  readonly header: string | null;
  /** Its body, as JSON. */
  readonly body: unknown;
}

const BLOCK =
  /^#+ (?<heading>.+)$|^```sh\n(?<commands>[\s\S]*?)^```\n(?:\n\*\*(?<status>\d{3})\*\*(?: with `(?<header>.+)`)?\n)?(?:\n```json\n(?<body>[\s\S]*?)^```\n)?/gm;

/**
 * The commands of a page of the documentation with the answers it states: a block of `sh`, a status in bold,
 * perhaps a header, perhaps a block of `json`.
 */
export function walkOf(markdown: string): Step[] {
  const steps: Step[] = [];
  let heading = '';
  let number = 0;
  for (const { groups = {} } of markdown.matchAll(BLOCK)) {
    if (groups.heading === undefined) {
      number += 1;
      steps.push({
        title: `${heading}: ${number}`,
        commands: groups.commands ?? '',
        status: groups.status === undefined ? null : Number(groups.status),
        header: groups.header ?? null,
        body: groups.body === undefined ? undefined : JSON.parse(groups.body),
      });
    } else {
      heading = groups.heading;
      number = 0;
    }
  }
  return steps;
}
