import { oneLine } from './oneLine';

const MAIL_ADDRESS = /^[("'<]*[^\s@/:<>"'()]+@[\p{L}\p{N}.-]+[)"'>.,;:!?]*$/u;
const DOT_IN_A_NAME = /[.\u3002\uFF0E\uFF61](?=\p{L})/gu;

/**
 * The text so that no mail program makes a link of it: `http://evil.example` becomes `http: //evil. example`.
 * A space is seen, read aloud and copied as it is, where an invisible character would hide that something
 * was changed. Mail addresses and numbers stay whole.
 */
export function unlinked(text: string): string {
  return oneLine(text).replace(/\S+/gu, (word) =>
    MAIL_ADDRESS.test(word) ? word : word.replaceAll('://', ': //').replace(DOT_IN_A_NAME, '$& '),
  );
}
