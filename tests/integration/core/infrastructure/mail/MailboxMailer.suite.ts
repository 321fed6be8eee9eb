import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailboxMailer } from '../../../../../src/core/infrastructure/mail/MailboxMailer';
import { mailerContract } from '../../../../contract/mailer.contract';
import { aMail } from '../../../../support/aMail';

const MOST = 10;

let dataDir: string;
let folder: string;
let mailbox: MailboxMailer;
let seconds: number;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mailbox-'));
  folder = join(dataDir, 'mailbox');
  seconds = 0;
  const now = () => new Date(Date.UTC(2026, 0, 1, 0, 0, (seconds += 1)));
  mailbox = new MailboxMailer(folder, { now }, MOST);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const mode = async (path: string) => ((await stat(path)).mode % 0o1000).toString(8);

mailerContract('MailboxMailer', () => ({
  mailer: mailbox,
  delivered: async () =>
    (await mailbox.list())
      .map(({ id, to, subject, text, html }) => ({ id, to, subject, text, html }))
      .reverse(),
}));

describe('MailboxMailer', () => {
  it('is empty before the first mail', async () => {
    expect(await mailbox.list()).toEqual([]);
    expect(await mailbox.find('1')).toBeNull();
  });

  it('lists the newest first, with its time and the links of its text', async () => {
    await mailbox.send(aMail({ id: 'one' }));
    await mailbox.send(
      aMail({ id: 'two', text: 'See https://a.example/x?token=1, or (https://b.example/).' }),
    );
    expect(await mailbox.list()).toMatchObject([
      {
        id: 'two',
        sentAt: '2026-01-01T00:00:02.000Z',
        links: ['https://a.example/x?token=1', 'https://b.example/'],
      },
      {
        id: 'one',
        sentAt: '2026-01-01T00:00:01.000Z',
        links: ['https://app.example/verify-email?token=abc'],
      },
    ]);
  });

  it('finds a mail by its id, and no file that is not one', async () => {
    const mail = aMail();
    await mailbox.send(mail);
    expect(await mailbox.find(mail.id)).toMatchObject({ id: mail.id, text: mail.text });
    expect(await mailbox.find(mail.id.slice(1))).toBeNull();
    expect(await mailbox.find('../../secrets')).toBeNull();
  });

  it('lets no other account of the machine read', async () => {
    await mailbox.send(aMail());
    const [name] = await readdir(folder);
    expect(await mode(join(folder, name!))).toBe('600');
    expect(await mode(folder)).toBe('700');
  });

  it('replaces a mail that is sent again, and leaves nothing else behind', async () => {
    await mailbox.send(aMail({ id: 'one', subject: 'First try' }));
    await mailbox.send(aMail({ id: 'one', subject: 'Second try' }));
    expect(await mailbox.list()).toMatchObject([{ id: 'one', subject: 'Second try' }]);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('keeps the newest', async () => {
    for (let n = 1; n <= MOST + 3; n++) await mailbox.send(aMail({ id: `mail-${n}` }));
    const ids = (await mailbox.list()).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: MOST }, (_, n) => `mail-${MOST + 3 - n}`));
  });

  it('keeps every one of the mails that are sent at once, up to its limit', async () => {
    await Promise.all(Array.from({ length: 4 * MOST }, () => mailbox.send(aMail())));
    expect(await mailbox.list()).toHaveLength(MOST);
  });

  it('takes no id that leaves its folder', async () => {
    await expect(mailbox.send(aMail({ id: '../evil' }))).rejects.toThrow('file name');
    expect(await readdir(dataDir)).toEqual([]);
  });
});
