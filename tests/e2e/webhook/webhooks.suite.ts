import { randomUUID } from 'node:crypto';
import { faceOf } from '../../support/app/faceOf';
import { aMember, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import type { Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { tablesHolding } from '../../support/app/tablesHolding';
import { TestApp, type Method } from '../../support/app/TestApp';
import { there } from '../../support/there';
import { aWebhook, webhooksOf, type MadeWebhook } from '../../support/webhooks/webhooks';

const URL = 'https://hooks.example.com/portico?key=secret';
const ORIGIN = 'https://hooks.example.com';

let app: TestApp;
let acme: VerifiedOwner;
beforeAll(async () => {
  app = await TestApp.start();
});
beforeEach(async () => {
  acme = await aVerifiedOwner(app);
});
afterAll(() => app.stop());

const as = ({ accessToken: token }: Pick<Person, 'accessToken'>, headers: Record<string, string> = {}) => ({
  ...{ token, headers },
});
const at = ({ id }: Pick<MadeWebhook, 'id'>, more = '') => `${webhooksOf(acme)}/${id}${more}`;
const make = (body: object, by: Person = acme) => app.post(webhooksOf(acme), body, as(by));
const read = async (webhook: Pick<MadeWebhook, 'id'>) =>
  (await app.get(at(webhook), as(acme)).expect(200)).body.data;
const edit = (webhook: MadeWebhook, body: object, headers = {}) =>
  app.call('patch', at(webhook), body, as(acme, headers));
const audited = (action: string) =>
  app.sql(
    'SELECT actor_id, target_type, target_id, details FROM audit_log WHERE workspace_id = $1 AND action = $2',
    [acme.workspaceId, action],
  );
const INVALID = { status: 400, code: 'VALIDATION_ERROR' };
const STALE = { status: 412, code: 'PRECONDITION_FAILED' };

describe('making a webhook', () => {
  it('answers with it and its secret, this once, and is recorded without what may be secret', async () => {
    const events = ['workspace:updated', 'workspace:member:joined'];
    const answer = await make({ url: URL, description: ' Billing ', events }).expect(201);

    const { secret, ...webhook } = answer.body.data;
    expect(answer.headers.etag).toBe('"1"');
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(webhook).toEqual({
      ...{ id: webhook.id, url: URL, description: 'Billing' },
      ...{ events: ['workspace:member:joined', 'workspace:updated'], enabled: true },
      ...{
        disabledReason: null,
        disabledAt: null,
        failures: 0,
        failingSince: null,
        previousSecretUntil: null,
      },
      ...{ createdBy: { userId: acme.id, name: 'Ann Smith' }, version: 1 },
      ...{ createdAt: expect.any(String), updatedAt: expect.any(String) },
    });
    expect(await read(webhook)).toEqual(webhook);
    const details = { webhookId: webhook.id, origin: ORIGIN, events: webhook.events };
    expect(await audited('webhook.created')).toEqual([
      { actor_id: acme.id, target_type: 'webhook', target_id: webhook.id, details },
    ]);
  });

  it('T10 leaves its secret in no table, but for a kept answer that is sealed', async () => {
    const { secret } = (await make({ url: URL }).expect(201)).body.data;
    await app.drain();
    expect(await tablesHolding(app, secret)).toEqual([]);
    expect(await tablesHolding(app, secret.slice('whsec_'.length))).toEqual([]);
  });

  it('tells of all events unless it names some', async () => {
    expect((await make({ url: URL }).expect(201)).body.data).toMatchObject({
      events: ['*'],
      description: '',
    });
  });

  it.each([
    ['no address', 'hooks'],
    ['no web address', 'ftp://example.com/'],
    ['a file', 'file:///etc/passwd'],
    ['a user name', 'https://ann@example.com/'],
    ['a password', 'https://:secret@example.com/'],
    ['a fragment', 'https://example.com/#top'],
    ['an empty fragment', 'https://example.com/#'],
    ['two lines', 'https://example.com/\nhooks'],
    ['too long', `https://example.com/${'a'.repeat(2_048)}`],
    ['a number', 1],
  ])('refuses %s for its address', async (_what, url) => {
    const answer = await expectRefusal(app, () => make({ url }), INVALID);
    expect(answer.body.details).toMatchObject([{ path: 'body.url' }]);
  });

  it('refuses events that no workspace hears of, each by its place', async () => {
    const events = ['workspace:updated', 'workspace:created', 'user:registered', 'nonsense', '*'];
    const answer = await expectRefusal(app, () => make({ url: URL, events }), INVALID);
    expect(answer.body.details).toMatchObject([1, 2, 3].map((place) => ({ path: `body.events.${place}` })));
    const all = await expectRefusal(app, () => make({ url: 'ftp://a.b/', events }), INVALID);
    expect(all.body.details.map(({ path }: { path: string }) => path)).toEqual([
      'body.url',
      ...[1, 2, 3].map((place) => `body.events.${place}`),
    ]);
    for (const wrong of [[], ['*', '*'], 'workspace:updated', [null], Array(101).fill('*')])
      await expectRefusal(app, () => make({ url: URL, events: wrong }), INVALID);
  });

  it('is refused when the workspace has as many as it may', async () => {
    for (let count = 0; count < 20; count += 1) await make({ url: URL }).expect(201);
    await expectRefusal(app, () => make({ url: URL }), { status: 409, code: 'WEBHOOK_LIMIT' });
    const beta = await aVerifiedOwner(app);
    await aWebhook(app, beta, URL);
  });

  it('I17 happens once with an Idempotency-Key, and tells the same secret again', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const twice = [1, 2].map(() => app.post(webhooksOf(acme), { url: URL }, as(acme, headers)));
    const [first, second] = await Promise.all(twice);
    const made = there([first, second].find((answer) => answer?.status === 201));
    const again = await app.post(webhooksOf(acme), { url: URL }, as(acme, headers)).expect(201);
    const listed = await app.get(webhooksOf(acme), as(acme)).expect(200);
    expect(listed.body.data.map(({ id }: MadeWebhook) => id)).toEqual([again.body.data.id]);
    expect(again.body.data).toEqual(made.body.data);
  });
});

describe('the webhooks of a workspace', () => {
  it('are listed newest first, page by page, without secrets', async () => {
    const made: MadeWebhook[] = [];
    for (let count = 0; count < 3; count += 1) made.push(await aWebhook(app, acme, URL));
    const first = await app.get(`${webhooksOf(acme)}?limit=2`, as(acme)).expect(200);
    const rest = await app
      .get(`${webhooksOf(acme)}?limit=2&cursor=${first.body.meta.nextCursor}`, as(acme))
      .expect(200);
    const listed = [...first.body.data, ...rest.body.data];
    expect(listed.map(({ id }) => id)).toEqual(made.map(({ id }) => id).reverse());
    expect(rest.body.meta.nextCursor).toBeNull();
    expect(JSON.stringify(listed)).not.toContain('whsec_');
  });

  it('G2 G3 are not there for anybody else, nor are those of others here', async () => {
    const beta = await aVerifiedOwner(app);
    const webhook = await aWebhook(app, beta, URL);
    const delivery = (await app.post(`${webhooksOf(beta)}/${webhook.id}/test`, {}, as(beta)).expect(201)).body
      .data;
    const foreign = faceOf(await app.get(webhooksOf(beta), as(acme)));
    expect(foreign).toMatchObject({ status: 404 });
    const routes = (id: string, deliveryId: string): [Method, string, object?][] => [
      ['get', id],
      ['patch', id, { description: 'mine' }],
      ['delete', id],
      ['post', `${id}/rotate-secret`],
      ['post', `${id}/test`],
      ['get', `${id}/deliveries`],
      ['get', `${id}/deliveries/${deliveryId}`],
      ['post', `${id}/deliveries/${deliveryId}/redeliver`],
    ];
    const own = await aWebhook(app, acme, URL);
    const calls = [
      ...routes(webhook.id, delivery.id),
      ...routes(randomUUID(), randomUUID()),
      ...routes('webhook', 'delivery'),
      ...routes(own.id, delivery.id).slice(6),
    ];
    for (const [method, path, body] of calls)
      expect(faceOf(await app.call(method, `${webhooksOf(acme)}/${path}`, body, as(acme)))).toEqual(foreign);
    for (const [method, path, body] of routes(webhook.id, delivery.id))
      expect(faceOf(await app.call(method, `${webhooksOf(beta)}/${path}`, body, as(acme)))).toEqual(foreign);
    await app.drain();
    const still = await app.get(`${webhooksOf(beta)}/${webhook.id}`, as(beta)).expect(200);
    expect(still.body.data).toMatchObject({ description: '', version: 1 });
  });

  it('are for those who may manage them', async () => {
    const webhook = await aWebhook(app, acme, URL);
    const manager = await aMember(app, acme.workspaceId, 'manager');
    const denied = { status: 403, code: 'FORBIDDEN', writes: ['audit_log'] };
    await expectRefusal(app, () => app.get(at(webhook), as(manager)), denied);
    await expectRefusal(app, () => make({ url: URL }, manager), denied);
    const admin = await aMember(app, acme.workspaceId, 'admin');
    await make({ url: URL }, admin).expect(201);
  });
});

describe('changing a webhook', () => {
  it('changes what is named, and records what changed', async () => {
    const webhook = await aWebhook(app, acme, URL);
    const changes = { url: 'https://other.example.com/a', events: ['workspace:updated'], enabled: false };
    const answer = await edit(webhook, changes, { 'If-Match': '"1"' }).expect(200);

    expect(answer.headers.etag).toBe('"2"');
    expect(answer.body.data).toMatchObject({
      ...{
        ...changes,
        description: '',
        disabledReason: 'manual',
        disabledAt: expect.any(String),
        version: 2,
      },
    });
    const [row] = await audited('webhook.updated');
    expect(row).toMatchObject({
      details: {
        ...{ origin: 'https://other.example.com', enabled: false },
        changes: {
          url: { before: ORIGIN, after: 'https://other.example.com' },
          events: { before: ['*'], after: ['workspace:updated'] },
          enabled: { before: true, after: false },
        },
      },
    });
    expect(JSON.stringify(row)).not.toContain('key=secret');
  });

  it('to what it is already writes nothing', async () => {
    const webhook = await aWebhook(app, acme, URL);
    await edit(webhook, { url: URL, enabled: true }).expect(200);
    expect(await read(webhook)).toMatchObject({ version: 1 });
    expect(await audited('webhook.updated')).toEqual([]);
  });

  it('refuses what making one refuses, and a version that is no longer current', async () => {
    const webhook = await aWebhook(app, acme, URL);
    await edit(webhook, { description: 'Billing' }).expect(200);
    for (const wrong of [
      {},
      { url: 'ftp://a.b/' },
      { events: ['nonsense'] },
      { enabled: 'yes' },
      { secret: 'x' },
    ])
      await expectRefusal(app, () => edit(webhook, wrong), INVALID);
    const old = { 'If-Match': '"1"' };
    const both = { url: 'ftp://a.b/', events: ['nonsense'] };
    const answer = await expectRefusal(app, () => edit(webhook, both, old), INVALID);
    expect(answer.body.details).toMatchObject([{ path: 'body.url' }, { path: 'body.events.0' }]);
    await expectRefusal(app, () => edit(webhook, { description: 'Mine' }, old), STALE);
    const call = (method: Method, more = '') => app.call(method, at(webhook, more), undefined, as(acme, old));
    await expectRefusal(app, () => call('delete'), STALE);
    await expectRefusal(app, () => call('post', '/rotate-secret'), STALE);
  });
});

describe('rotating the secret', () => {
  it('answers with another one, this once, and says how long the old one signs along', async () => {
    const webhook = await aWebhook(app, acme, URL);
    const answer = await app.post(at(webhook, '/rotate-secret'), {}, as(acme)).expect(200);
    const { secret, ...rotated } = answer.body.data;
    expect(secret).toMatch(/^whsec_/);
    expect(secret).not.toBe(webhook.secret);
    expect(await read(webhook)).toEqual(rotated);
    expect(rotated).toMatchObject({ previousSecretUntil: expect.any(String), version: 2 });
    const [row] = await app.sql<{ hours: number }>(
      `SELECT round(extract(epoch FROM previous_until - updated_at) / 3600)::int AS hours
       FROM webhook_endpoints WHERE id = $1`,
      [webhook.id],
    );
    expect(row).toEqual({ hours: 24 });
    expect(await audited('webhook.secret-rotated')).toMatchObject([{ target_id: webhook.id }]);
    expect(await tablesHolding(app, secret)).toEqual([]);
  });
});

it('deleting a webhook is recorded, and it is gone', async () => {
  const webhook = await aWebhook(app, acme, URL);
  const answer = await app.call('delete', at(webhook), undefined, as(acme)).expect(200);
  expect(answer.body.data).toEqual({ ok: true });
  expect(await audited('webhook.deleted')).toMatchObject([
    { target_id: webhook.id, details: { webhookId: webhook.id, origin: ORIGIN } },
  ]);
  await expectRefusal(app, () => app.get(at(webhook), as(acme)), { status: 404, code: 'NOT_FOUND' });
});
