import { DomainError } from '../../../core/domain/DomainError';
import { isMadeOf } from './isMadeOf';

const SHORTEST = 8;
const LONGEST = 256;
const PRODUCT = 'portico';

export interface PasswordRules {
  /** Where the password stands in the input, for the fault: `body.password`. */
  readonly path: string;
  /** What others can know of the account: its e-mail, names, workspace name. */
  readonly about: readonly string[];
  /** Asked in lower case. */
  readonly common: { has(password: string): boolean };
}

/**
 * A password somebody may choose: 8 to 256 code points after NFC (1024 bytes of UTF-8 at the most), of any
 * composition (NIST SP 800-63B). Prints and serialises as nothing.
 */
export class Password {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** @throws DomainError `invalid` / `VALIDATION_ERROR` with every reason for the refusal. */
  static chosen(raw: string, rules: PasswordRules): Password {
    const text = raw.normalize('NFC');
    const faults = reasonsAgainst(text, rules);
    if (faults.length > 0) {
      throw new DomainError('invalid', 'VALIDATION_ERROR', 'The password cannot be used.', {
        details: faults.map((message) => ({ path: rules.path, message })),
      });
    }
    return new Password(text);
  }

  get text(): string {
    return this.#text;
  }
}

function reasonsAgainst(text: string, { about, common }: PasswordRules): string[] {
  if (/[\0\p{Surrogate}]/u.test(text)) return ['must be well-formed Unicode text without NUL'];
  const length = [...text].length;
  if (length > LONGEST) return [`must have at most ${LONGEST} characters`];

  const reasons: string[] = [];
  if (length < SHORTEST) reasons.push(`must have at least ${SHORTEST} characters`);
  if (common.has(text.normalize('NFKC').toLowerCase())) {
    reasons.push('is one of the most used passwords, choose another');
  }
  if (isMadeOf(text, [PRODUCT, ...about])) {
    reasons.push('must be more than your e-mail address, name, workspace or this product');
  }
  return reasons;
}
