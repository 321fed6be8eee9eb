import { MailRefused } from '../../../../../src/core/application/Mailer';
import type { MailServerConfig } from '../../../../../src/core/config/Config';
import { SmtpMailer } from '../../../../../src/core/infrastructure/mail/SmtpMailer';
import { mailerContract } from '../../../../contract/mailer.contract';
import { aMail } from '../../../../support/aMail';
import {
  accept,
  drop,
  hang,
  refuse,
  startSmtpSink,
  type ParsedMail,
  type SmtpSink,
} from '../../../../support/smtp/SmtpSink';

const hasMessageId = ({ messageId }: ParsedMail, id: string) => messageId === `<${id}@portico.example>`;
const idOf = (mail: ParsedMail): string => /^<(.+)@portico\.example>$/.exec(mail.messageId ?? '')?.[1] ?? '';

let sink: SmtpSink;
let mailers: SmtpMailer[];

beforeEach(async () => {
  sink = await startSmtpSink();
  mailers = [];
});
afterEach(async () => {
  jest.useRealTimers();
  await Promise.all(mailers.map((mailer) => mailer.close()));
  await sink.close();
});

function aServer(facts: Partial<MailServerConfig> = {}): MailServerConfig {
  return {
    ...{ kind: 'smtp', host: '127.0.0.1', port: sink.port, secure: false, requireTls: false, login: null },
    ...{ from: 'no-reply@portico.example', fromName: 'Portico' },
    ...facts,
  };
}

function aMailer(facts: Partial<MailServerConfig> = {}, deliveryMs = 10_000): SmtpMailer {
  const mailer = new SmtpMailer(aServer(facts), { connect: 5_000, delivery: deliveryMs });
  mailers.push(mailer);
  return mailer;
}

async function failureOf(sending: Promise<void>): Promise<Error> {
  return sending.then(
    () => {
      throw new Error('It was sent.');
    },
    (error: unknown) => error as Error,
  );
}

mailerContract('SmtpMailer', () => ({
  mailer: aMailer(),
  delivered: async () =>
    sink.mails.map((mail) => ({
      id: idOf(mail),
      to: mail.envelope.to.join(', '),
      subject: mail.subject ?? '',
      text: mail.text?.trimEnd() ?? '',
      html: mail.html?.trimEnd() ?? '',
    })),
}));

describe('What SmtpMailer puts on the wire', () => {
  it('names sender, request and id, and that no person wrote it', async () => {
    const mail = aMail({ requestId: 'req-7' });
    await aMailer().send(mail);
    const [sent] = sink.mails;
    expect(sent).toMatchObject({
      from: { name: 'Portico', address: 'no-reply@portico.example' },
      to: [{ name: '', address: 'ann@acme.example' }],
      envelope: { from: 'no-reply@portico.example', to: ['ann@acme.example'] },
    });
    expect(hasMessageId(sent!, mail.id)).toBe(true);
    expect(sent!.headers).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: 'x-request-id', value: 'req-7' }),
        expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
      ]),
    );
  });

  it('says nothing of a request when none caused it', async () => {
    await aMailer().send(aMail({ requestId: null }));
    expect(sink.mails[0]!.headers.map(({ key }) => key)).not.toContain('x-request-id');
  });

  it('B4 adds no header and no recipient, whatever the texts hold', async () => {
    const evil = 'x\r\nBcc: eve@evil.example\r\n\r\n<b>body</b>\u2028%0d%0aBcc: eve@evil.example';
    await aMailer().send(aMail());
    await aMailer({ fromName: evil }).send(aMail({ subject: evil, requestId: evil }));
    const [plain, attacked] = sink.mails;
    const names = (mail: ParsedMail) =>
      mail.headers.map(({ key }) => key).filter((key) => key !== 'x-request-id');
    expect(names(attacked!).sort()).toEqual(names(plain!).sort());
    expect(attacked!.headers.filter(({ key }) => key === 'subject')).toHaveLength(1);
    expect(attacked!.envelope.to).toEqual(['ann@acme.example']);
    expect(attacked!.from?.address).toBe('no-reply@portico.example');
    expect(attacked!.text).toBe(plain!.text);
  });
});

describe('What SmtpMailer makes of a server that fails', () => {
  it.each([
    [450, 'rcpt'],
    [421, 'rcpt'],
    [451, 'data'],
    [421, 'connect'],
  ] as const)('X15 finds a %i at %s worth a retry, which keeps the Message-ID', async (code, stage) => {
    sink.behave(refuse(code, stage), accept);
    const mail = aMail();
    const failure = await failureOf(aMailer().send(mail));
    expect(failure).not.toBeInstanceOf(MailRefused);
    expect(failure).toMatchObject({ responseCode: code });
    await aMailer().send(mail);
    expect(sink.mails.map(idOf)).toEqual([mail.id]);
  });

  it.each([
    [550, 'rcpt'],
    [553, 'mail'],
    [554, 'data'],
  ] as const)('X15 takes a %i at %s for final', async (code, stage) => {
    sink.behave(refuse(code, stage));
    const failure = await failureOf(aMailer().send(aMail()));
    expect(failure).toBeInstanceOf(MailRefused);
    expect(failure.message).toContain(String(code));
    expect(sink.mails).toEqual([]);
  });

  it('does not lose a mail to a greeting of 554, which is about the server', async () => {
    sink.behave(refuse(554, 'connect'));
    expect(await failureOf(aMailer().send(aMail()))).not.toBeInstanceOf(MailRefused);
  });

  it('X15 cuts a server that hangs after DATA', async () => {
    sink.behave(hang, accept);
    const mail = aMail();
    const failure = await failureOf(aMailer({}, 200).send(mail));
    expect(failure).not.toBeInstanceOf(MailRefused);
    expect(failure.message).toBe('The mail server took too long.');
    await aMailer().send(mail);
    expect(sink.mails.map(idOf)).toEqual([mail.id]);
  });

  it('X15 waits 30 s and no longer', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    sink.behave(hang);
    let cut = false;
    const sending = failureOf(new SmtpMailer(aServer()).send(aMail())).finally(() => {
      cut = true;
    });
    await sink.waitForDeliveries(1);
    await jest.advanceTimersByTimeAsync(25_000);
    expect(cut).toBe(false);
    await jest.advanceTimersByTimeAsync(5_000);
    expect((await sending).message).toBe('The mail server took too long.');
  });

  it('X15 retries when the connection drops before the 250: one duplicate, the same Message-ID', async () => {
    sink.behave(drop, accept);
    const mail = aMail();
    expect(await failureOf(aMailer().send(mail))).not.toBeInstanceOf(MailRefused);
    expect(sink.mails.map(idOf)).toEqual([mail.id]);
    await aMailer().send(mail);
    expect(sink.mails.map(idOf)).toEqual([mail.id, mail.id]);
  });

  it('finds a server that is not there worth a retry', async () => {
    const { port } = sink;
    await sink.close();
    expect(await failureOf(aMailer({ port }).send(aMail()))).toMatchObject({ originalCode: 'ECONNREFUSED' });
    sink = await startSmtpSink({ port });
    await aMailer({ port }).send(aMail());
    expect(sink.mails).toHaveLength(1);
  });

  it('gives up a delivery under way when it is closed', async () => {
    sink.behave(hang);
    const mailer = aMailer();
    const sending = failureOf(mailer.send(aMail()));
    await sink.waitForDeliveries(1);
    await mailer.close();
    expect((await sending).message).toBe('The mailer was closed.');
  });
});

describe('How SmtpMailer signs in', () => {
  const login = { user: 'portico', password: 'quiet owls' };

  beforeEach(async () => {
    await sink.close();
    sink = await startSmtpSink({ login });
  });

  it('sends with the right password', async () => {
    await aMailer({ login }).send(aMail());
    expect(sink.mails).toHaveLength(1);
  });

  it('keeps a mail for later when the password is wrong: the operator can mend that', async () => {
    const failure = await failureOf(aMailer({ login: { ...login, password: 'wrong' } }).send(aMail()));
    expect(failure).toMatchObject({ responseCode: 535 });
    expect(failure).not.toBeInstanceOf(MailRefused);
  });

  it('keeps a mail for later when it should have signed in', async () => {
    expect(await failureOf(aMailer().send(aMail()))).not.toBeInstanceOf(MailRefused);
  });

  it('tells no password to a server without TLS when TLS is required', async () => {
    expect(await failureOf(aMailer({ login, requireTls: true }).send(aMail()))).toMatchObject({
      code: 'ETLS',
    });
    expect(sink.logins).toEqual([]);
  });
});
