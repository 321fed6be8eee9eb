import type { Schema } from 'joi';

/** One rule between keys: `or`, `with` … */
export interface DescribedDependency {
  readonly rel: string;
  readonly key?: string;
  readonly peers: readonly string[];
}

/** What `schema.describe()` answers, as far as documents need it. */
export interface DescribedSchema {
  readonly type?: string;
  readonly flags?: { readonly presence?: string; readonly id?: string };
  readonly metas?: readonly Readonly<Record<string, unknown>>[];
  readonly examples?: readonly unknown[];
  readonly allow?: readonly unknown[];
  readonly keys?: Readonly<Record<string, DescribedSchema>>;
  readonly dependencies?: readonly DescribedDependency[];
  readonly items?: readonly DescribedSchema[];
  readonly ordered?: readonly DescribedSchema[];
  readonly matches?: readonly { readonly schema?: DescribedSchema }[];
}

export function describedSchema(schema: Schema): DescribedSchema {
  return schema.describe();
}
