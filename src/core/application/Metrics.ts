import { token } from '../domain/token';

/** Adds one, or `by`, for these labels. Keep what a label can say to a handful of values: each is a series of its own. */
export type Count<Label extends string> = (labels: Readonly<Record<Label, string>>, by?: number) => void;
export type Observe<Label extends string> = (labels: Readonly<Record<Label, string>>, value: number) => void;

export interface GaugeDefinition {
  readonly name: string;
  readonly help: string;
  /** Asked at each scrape; a gauge that fails or takes more than a second is left out of that one. */
  readonly read: () => number | Promise<number>;
}

export interface GaugeFamilyDefinition {
  readonly name: string;
  readonly help: string;
  /** What tells the values apart: with `state`, `{ idle: 3 }` is `name{state="idle"} 3`. */
  readonly label: string;
  readonly read: () => Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>;
}

export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** Numbers for operators. Names follow Prometheus: snake_case, base units, counters end in `_total`. */
export interface Metrics {
  /** @param known labels that are there from the start, with 0: a rate needs a value to begin at. */
  counter<const Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    known?: readonly Readonly<Record<Label, string>>[],
  ): Count<Label>;
  /** @param buckets upper bounds, ascending. */
  histogram<const Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    buckets: readonly number[],
  ): Observe<Label>;
  gauge(definition: GaugeDefinition): void;
  gauges(definition: GaugeFamilyDefinition): void;
  expose(): Promise<Exposition>;
}
export const Metrics = token<Metrics>('Metrics');
