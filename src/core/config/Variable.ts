import type { Schema } from 'joi';

/** One environment variable: what it is for, and how its text becomes a value of type `T`. */
export interface Variable<T = unknown> {
  /** One sentence for `.env.example` and the documentation. */
  readonly about: string;
  /** What holds while it is not given. */
  readonly whenUnset: string;
  readonly example?: string;
  /** Completes "set it to …". */
  readonly expects: string;
  /** Its text appears in no message and no document. */
  readonly secret?: true;
  readonly requiredInProduction?: true;
  readonly schema: Schema;
  /** Carries the type only. */
  readonly yields?: T;
}

export type VariableFacts = Pick<
  Variable,
  'about' | 'whenUnset' | 'example' | 'secret' | 'requiredInProduction'
>;
