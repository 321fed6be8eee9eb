import type { CrashScene } from './CrashScene';
import type { Known } from '../../../scripts/prove/sampleInput';

/** A call; what is not said of its body is made up from the schema of the endpoint. */
export interface PathCall {
  readonly by?: { readonly accessToken: string };
  /** Parameters of the path. */
  readonly at?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** Fields of the body. */
  readonly with?: Known;
  readonly file?: Buffer;
  /** The workspace, where the path does not name it. */
  readonly inside?: string;
}

/** Something else that happens, and comes again when it fails. @returns its answer in words. */
export type Happening = () => Promise<string>;

/** One way by which something is written. */
export interface WritePath {
  /** The endpoint, by the first of its methods and paths: `POST /auth/signup`; or what else it is. */
  readonly on: string;
  /** What sets it apart from other paths on the same. */
  readonly how?: string;
  /** Makes everything it is about, anew each time. */
  arrange(app: CrashScene): Promise<PathCall | Happening>;
  /** The COMMITs after its answer that are walked here, by name; all other paths that come to them leave them out. */
  readonly after?: readonly string[];
  /** What it is answered, where that is a refusal: `401 INVALID_CREDENTIALS`. */
  readonly refusal?: string;
  /** It writes no row. */
  readonly isRead?: true;
  /** Traces of an attempt that died, beside what is there anyway, and why they are right. */
  readonly leaves?: { readonly lines: RegExp; readonly why: string };
}

export function nameOf({ on, how }: WritePath): string {
  return how === undefined ? on : `${on}, ${how}`;
}
