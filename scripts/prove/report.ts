import type { Line } from './Line';
import { failuresOf, type Chapter, type Proof } from './proveTenancy';

/** What a program can read of a proof: Proof with its failures, and attempts by name instead of in a Map. */
export interface WrittenProof {
  readonly chapters: readonly WrittenChapter[];
  readonly control: WrittenChapter;
  readonly conditions: number;
  readonly failures: readonly string[];
}

interface WrittenChapter {
  readonly title: string;
  readonly lines: readonly {
    readonly subject: string;
    readonly tried: Readonly<Record<string, number>>;
    readonly leaks: readonly string[];
  }[];
}

export function reportAsJson(proof: Proof): string {
  const plain = (_key: string, value: unknown): unknown =>
    value instanceof Map ? Object.fromEntries(value) : value;
  return JSON.stringify({ ...proof, failures: failuresOf(proof) }, plain);
}

/** The proof as a table: what was looked at, how much came through, and how often what was tried. */
export function reportOf(proof: Proof): string {
  const { chapters, control, conditions, kept } = proof;
  const lines = chapters.flatMap((chapter) => chapter.lines);
  const seen = control.lines.filter(({ leaks }) => leaks.length > 0).map(({ subject }) => subject);
  const sum = (of: (line: Line) => number): number => lines.reduce((all, line) => all + of(line), 0);
  const attempts = sum(({ tried }) => [...tried.values()].reduce((all, one) => all + one, 0));
  return [
    ...chapters.map(chapterOf),
    `The build without filter lost ${conditions} conditions on a workspace; ${kept} statements of the system role keep theirs.\n` +
      `Without filter and wall ${seen.length} tables and routes leak, as they must: ${seen.join(', ')}.`,
    `${attempts} attempts, ${sum(({ leaks }) => leaks.length)} leaks, ${failuresOf(proof).length} failures.`,
  ].join('\n\n');
}

function chapterOf({ title, lines }: Chapter): string {
  const width = Math.max(title.length, ...lines.map(({ subject }) => subject.length));
  const rows = lines.map(({ subject, tried, leaks, faults }) => {
    const attempts = [...tried].map(([how, times]) => `${how} ${times}`).join(', ');
    const marks = [...leaks.map((leak) => `LEAK ${leak}`), ...faults.map((fault) => `FAULT ${fault}`)];
    const details = [...new Set(marks)].map((mark) => `\n    ${mark}`).join('');
    return `${subject.padEnd(width)}  ${String(leaks.length).padStart(5)}  ${attempts}${details}`;
  });
  return [`${title.padEnd(width)}  leaks  tried`, ...rows].join('\n');
}
