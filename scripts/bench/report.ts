/** One line of the report: a figure of ours over the same figure of a baseline, taken in turn in one run. */
export interface Row {
  readonly what: string;
  readonly baseline: string;
  /** Median, least and most of the ratios of the rounds. */
  readonly ratio: Spread;
  readonly must: string;
  readonly aim: string;
  /** The absolute figures behind it, which mean little on another machine. */
  readonly figures: Readonly<Record<string, number | string>>;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [least = Number.NaN] = sorted;
  const most = sorted.at(-1) ?? Number.NaN;
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return { median: middle.reduce((sum, value) => sum + value, 0) / middle.length, least, most };
}

export function median(values: readonly number[]): number {
  return spread(values).median;
}

export function reportTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, baseline, ratio, must, aim, figures }) => [
    what,
    baseline,
    `${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)})`,
    must,
    aim,
    Object.entries(figures)
      .map(([name, value]) => `${name} ${typeof value === 'number' ? Math.round(value) : value}`)
      .join(', '),
  ]);
  const head = ['what', 'baseline', 'ratio', 'must', 'aim', 'figures'];
  return [head, head.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n');
}
