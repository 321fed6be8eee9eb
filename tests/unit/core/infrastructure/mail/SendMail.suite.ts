import { JobImpossible, type Job, type NewJob } from '../../../../../src/core/application/Jobs';
import { MailRefused, type Mail, type Mailer } from '../../../../../src/core/application/Mailer';
import type { OwedMail } from '../../../../../src/core/application/Post';
import { frontendLinks } from '../../../../../src/core/infrastructure/mail/frontendLinks';
import { QueuedPost } from '../../../../../src/core/infrastructure/mail/QueuedPost';
import { SendMail, type MailTemplates } from '../../../../../src/core/infrastructure/mail/SendMail';
import type { MailTemplate } from '../../../../../src/core/kit/MailTemplate';

interface Welcome {
  readonly name: string;
  readonly token: string;
}

const welcome: MailTemplate<Welcome> = ({ name, token }, { link }) => ({
  subject: `Welcome, ${name}`,
  paragraphs: ['Confirm your address.'],
  action: { label: 'Confirm', url: link('/verify-email', token) },
  footnote: 'The link holds for a day.',
});
const broken: MailTemplate<never> = () => {
  throw new TypeError('a field is missing');
};
const templates: MailTemplates = new Map([
  ['welcome', welcome],
  ['broken', broken],
]);

/** Enqueues as the post does, and gives the worker what the engine would: payload and secret in one. */
async function owed(mail: { name: string; to?: string; data?: Welcome; key?: string }): Promise<NewJob> {
  const enqueued: NewJob[] = [];
  const post = new QueuedPost({
    enqueue: async (job) => {
      enqueued.push(job);
    },
    wake: () => undefined,
  });
  await post.send({
    to: 'ann@acme.example',
    data: { name: 'Ann', token: 'a+b/c' },
    ...mail,
  } as OwedMail<never>);
  return enqueued[0]!;
}

const asJob = ({ kind, payload, secret }: NewJob): Job => ({
  ...{ id: '0192f0c1-0000-7000-8000-000000000001', kind, attempts: 0, requestId: 'req-7' },
  payload: { ...payload, ...secret },
});

function worker(failure?: Error): { sent: Mail[]; sendMail: SendMail } {
  const sent: Mail[] = [];
  const mailer: Mailer = {
    send: async (mail) => {
      if (failure) throw failure;
      sent.push(mail);
    },
    close: async () => undefined,
  };
  return {
    sent,
    sendMail: new SendMail(
      mailer,
      templates,
      frontendLinks(() => 'https://app.example'),
    ),
  };
}

describe('An owed mail', () => {
  it('is sealed as a whole, and owed once per key, which shows no address', async () => {
    const job = await owed({ name: 'welcome', key: 'welcome:ann@acme.example' });
    expect(job.kind).toBe('mail.send');
    expect(job.payload).toEqual({});
    expect(job.secret).toMatchObject({ name: 'welcome', to: 'ann@acme.example' });
    expect(job.key).toMatch(/^mail:[0-9a-f]{64}$/);
    expect((await owed({ name: 'welcome', key: 'welcome:ann@acme.example' })).key).toBe(job.key);
    expect((await owed({ name: 'welcome', key: 'welcome:bob@acme.example' })).key).not.toBe(job.key);
  });

  it('may be owed without a key', async () => {
    expect(await owed({ name: 'welcome' })).not.toHaveProperty('key');
  });

  it('is sent under the id of its job and the id of the request that caused it', async () => {
    const { sent, sendMail } = worker();
    await sendMail.run(asJob(await owed({ name: 'welcome' })));
    expect(sent).toMatchObject([
      {
        ...{ id: '0192f0c1-0000-7000-8000-000000000001', requestId: 'req-7' },
        ...{ to: 'ann@acme.example', subject: 'Welcome, Ann' },
        text: expect.stringContaining('https://app.example/verify-email?token=a%2Bb%2Fc\n'),
      },
    ]);
  });

  it('X15 becomes an impossible job when it is refused for good', async () => {
    const refused = new MailRefused('550 no such user');
    const { sendMail } = worker(refused);
    const failure = await sendMail
      .run(asJob(await owed({ name: 'welcome' })))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(JobImpossible);
    expect(failure).toMatchObject({ message: '550 no such user', cause: refused });
  });

  it('X15 fails as it failed when trying again may help', async () => {
    const down = new Error('connection refused');
    await expect(worker(down).sendMail.run(asJob(await owed({ name: 'welcome' })))).rejects.toBe(down);
  });

  it.each(['broken', 'unknown', 'constructor'])(
    'X36 fails in the ordinary way without a working template: %s',
    async (name) => {
      const { sent, sendMail } = worker();
      const failure = await sendMail.run(asJob(await owed({ name }))).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(failure).not.toBeInstanceOf(JobImpossible);
      expect(sent).toEqual([]);
    },
  );
});
