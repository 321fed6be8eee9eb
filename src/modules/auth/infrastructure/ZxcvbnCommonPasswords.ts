import { createRequire } from 'node:module';
import type * as LanguageCommon from '@zxcvbn-ts/language-common';
import type { CommonPasswords } from '../application/CommonPasswords';

const SHORTEST_ALLOWED = 8;

/** The 18,000 most used passwords of eight or more characters; read at the first question, in about 25 ms. */
export class ZxcvbnCommonPasswords implements CommonPasswords {
  private list: ReadonlySet<string> | null = null;

  has(password: string): boolean {
    this.list ??= read();
    return this.list.has(password);
  }
}

function read(): ReadonlySet<string> {
  const load = createRequire(__filename);
  const { dictionary } = load('@zxcvbn-ts/language-common') as typeof LanguageCommon;
  return new Set(dictionary['passwords-common'].filter((entry) => entry.length >= SHORTEST_ALLOWED));
}
