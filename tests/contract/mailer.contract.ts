import { MailRefused, type Mail, type Mailer } from '../../src/core/application/Mailer';
import { aMail } from '../support/aMail';

export interface MailerUnderTest {
  readonly mailer: Mailer;
  /** What reached the other side, in the order it came. */
  delivered(): Promise<readonly Omit<Mail, 'requestId'>[]>;
}

/** What every Mailer keeps. */
export function mailerContract(name: string, underTest: () => MailerUnderTest): void {
  describe(`${name} keeps the Mailer contract`, () => {
    const send = (mail: Mail) => underTest().mailer.send(mail);
    const delivered = () => underTest().delivered();

    it('delivers subject, text and HTML to the recipient under the id of the mail', async () => {
      const mail = aMail({
        subject: 'Grüße & <b>mehr</b>',
        text: 'Ein € und 漢字.',
        html: '<p>Ein €</p>',
      });
      await send(mail);
      const { requestId, ...expected } = mail;
      expect(await delivered()).toEqual([expected]);
    });

    it('delivers mails that are sent at once, each to its own recipient', async () => {
      const recipients = Array.from({ length: 10 }, (_, n) => `person${n}@acme.example`);
      await Promise.all(recipients.map((to) => send(aMail({ to }))));
      expect((await delivered()).map(({ to }) => to).sort()).toEqual(recipients);
    });

    it('lets a mail that is sent again be known for the same', async () => {
      const mail = aMail();
      await send(mail);
      await send(mail);
      expect(new Set((await delivered()).map(({ id }) => id))).toEqual(new Set([mail.id]));
    });

    it.each(['\r\n', '\n', '\r', '\u2028', '\u0000'])('B4 keeps the subject on one line: %j', async (end) => {
      await send(aMail({ subject: `Hello${end}Bcc: eve@evil.example` }));
      expect(await delivered()).toMatchObject([{ subject: 'Hello Bcc: eve@evil.example' }]);
    });

    it.each([
      'ann@acme.example, eve@evil.example',
      'ann@acme.example\r\nBcc: eve@evil.example',
      'ann@acme.example\r\nRCPT TO:<eve@evil.example>',
      'Eve <eve@evil.example>',
      'group:ann@acme.example;',
      'ann@acme.example>\u2028<eve@evil.example',
      'nobody',
      '',
    ])('B4 refuses a recipient that is not one address: %j', async (to) => {
      await expect(send(aMail({ to }))).rejects.toBeInstanceOf(MailRefused);
      expect(await delivered()).toEqual([]);
    });
  });
}
