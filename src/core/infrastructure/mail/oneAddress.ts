import { MailRefused } from '../../application/Mailer';

const ONE_ADDRESS = /^[^\p{C}\p{Z}@,;:<>()[\]\\"]+@[^\p{C}\p{Z}@,;:<>()[\]\\"]+$/u;

/** @throws MailRefused unless it is one bare address: a list or a header in it would reach somebody else. */
export function oneAddress(to: string): string {
  if (!ONE_ADDRESS.test(to)) throw new MailRefused('The recipient is not one mail address.');
  return to;
}
