import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import request, { type Test } from 'supertest';
import { anImage } from '../../support/anImage';
import { aMemberOf } from '../../support/app/aMemberOf';
import { inWorkspace } from '../../support/app/inWorkspace';
import { anOwner, aPerson, type Person } from '../../support/app/people';
import { rawRequest } from '../../support/app/rawRequest';
import { expectRefusal } from '../../support/app/refusal';
import { rowsAdded, tablesChanged } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';

const FIVE_MB = 5 * 1024 * 1024;
const PATH = '/users/me/avatar';

let app: TestApp;
let png: Buffer;
beforeAll(async () => {
  [app, png] = await Promise.all([TestApp.start(), anImage()]);
});
afterAll(() => app.stop());

type Headers = Readonly<Record<string, string>>;

const form = ({ accessToken: token }: Pick<Person, 'accessToken'>, headers: Headers = {}) =>
  app.call('put', PATH, undefined, { token, headers });
const put = (who: Person, image: Buffer, headers: Headers = {}) =>
  form(who, headers).attach('avatar', image, 'me.png');
const remove = ({ accessToken: token }: Person) => app.call('delete', PATH, undefined, { token });
const pictureAt = (url: string) => request(app.url).get(url).buffer(true);
const files = () => readdir(join(app.config.dataDir, 'avatars')).catch(() => []);
const nameIn = (url: string) => url.slice(url.lastIndexOf('/') + 1);

async function withPicture(who: Person, image = png): Promise<string> {
  const answer = await put(who, image).expect(200);
  return (answer.body as { data: { avatarUrl: string } }).data.avatarUrl;
}

describe('a picture', () => {
  it('is put, seen by everybody at its address, replaced and removed', async () => {
    const ann = await aPerson(app);
    const answer = await put(ann, png).expect(200);
    const { avatarUrl, version } = answer.body.data as { avatarUrl: string; version: number };
    expect([version, answer.headers.etag]).toEqual([2, '"2"']);
    expect(avatarUrl).toMatch(/^\/api\/avatars\/[0-9a-f]{32}\.webp$/);

    const picture = await pictureAt(avatarUrl).expect(200);
    expect(picture.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(picture.headers['set-cookie']).toBeUndefined();
    expect(await sharp(picture.body as Buffer).metadata()).toMatchObject({
      format: 'webp',
      width: 256,
      height: 256,
    });
    const head = await request(app.url).head(avatarUrl).expect(200);
    expect(head.headers['content-length']).toBe(String((picture.body as Buffer).length));

    const next = await withPicture(ann, await anImage('jpeg'));
    await app.drain();
    await pictureAt(avatarUrl).expect(404);
    await pictureAt(next).expect(200);
    await remove(ann)
      .expect(200)
      .expect(({ body }) => expect(body.data.avatarUrl).toBeNull());
    await app.drain();
    await pictureAt(next).expect(404);
    expect(await tablesChanged(app, () => remove(ann).expect(200))).toEqual([]);
  });

  it('is at the address that every view of its person names', async () => {
    const [ann, bob] = [await anOwner(app), await anOwner(app)];
    const carl = await aMemberOf(app, ann.workspaceId);
    const avatarUrl = await withPicture(carl);
    const mine = { token: carl.accessToken };
    const colleague = inWorkspace(ann);
    const views = await Promise.all([
      app.get('/users/me', mine).then(({ body }) => body.data.avatarUrl as string),
      app.get('/auth/me', mine).then(({ body }) => body.data.user.avatarUrl as string),
      app.get(`/users/${carl.id}`, colleague).then(({ body }) => body.data.avatarUrl as string),
      app.get('/users', colleague).then(({ body }) => avatarIn(body.data, 'id', carl.id)),
      app
        .get(`/workspaces/${ann.workspaceId}/members`, colleague)
        .then(({ body }) => avatarIn(body.data, 'userId', carl.id)),
    ]);
    expect(views).toEqual(views.map(() => avatarUrl));
    await app.get(`/users/${carl.id}`, inWorkspace(bob)).expect(404);
  });

  it('is told to the audit log as a change of the profile', async () => {
    const ann = await aPerson(app);
    expect(await rowsAdded(app, () => withPicture(ann))).toEqual({ audit_log: 1 });
    expect(await rowsAdded(app, () => withPicture(ann))).toEqual({ audit_log: 1, jobs: 1 });
    const told = await app.sql<{ actor_id: string }>(
      `SELECT actor_id FROM audit_log WHERE action = 'user.profile-changed' AND subject_id = $1`,
      [ann.id],
    );
    expect(told).toEqual([{ actor_id: ann.id }, { actor_id: ann.id }]);
  });

  it('heeds If-Match, and leaves no file behind when it is stale', async () => {
    const ann = await aPerson(app);
    await put(ann, png, { 'If-Match': '"1"' }).expect(200);
    const before = await files();
    await expectRefusal(app, () => put(ann, png, { 'If-Match': '"1"' }), {
      status: 412,
      code: 'PRECONDITION_FAILED',
    });
    expect(await files()).toEqual(before);
  });

  it('is erased with its account, and does not come back with it', async () => {
    const ann = await aPerson(app);
    const avatarUrl = await withPicture(ann);
    await app.call('delete', '/users/me', { password: ann.password }, { token: ann.accessToken }).expect(200);
    await app.drain();
    await pictureAt(avatarUrl).expect(404);
    expect(await app.sql('SELECT avatar_url FROM users WHERE id = $1', [ann.id])).toEqual([
      { avatar_url: null },
    ]);
  });

  it('of many sent at once is one that is there, and the others leave nothing behind', async () => {
    const ann = await aPerson(app);
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(ann, png)));
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toContain(200);
    expect([...statuses].filter((status) => ![200, 409, 503].includes(status))).toEqual([]);
    await app.drain();
    const { body } = await app.get('/users/me', { token: ann.accessToken });
    const { avatarUrl } = body.data as { avatarUrl: string };
    await pictureAt(avatarUrl).expect(200);
    const sent = answers
      .filter(({ status }) => status === 200)
      .map((each) => nameIn(each.body.data.avatarUrl as string));
    expect((await files()).filter((file) => sent.includes(file))).toEqual([nameIn(avatarUrl)]);
  });
});

function avatarIn(list: unknown, key: string, id: string): unknown {
  return (list as Record<string, unknown>[]).find((entry) => entry[key] === id)?.avatarUrl;
}

describe('a file that is refused', () => {
  let ann: Person;
  beforeAll(async () => {
    ann = await aPerson(app);
  });

  it.each<[string, number, string, () => Test]>([
    ['no sign-in', 401, 'TOKEN_MISSING', () => app.call('put', PATH).attach('avatar', png, 'me.png')],
    ['no body', 400, 'VALIDATION_ERROR', () => form(ann)],
    ['JSON', 415, 'UNSUPPORTED_MEDIA_TYPE', () => form(ann).send({ avatar: 'me.png' })],
    ['the image itself', 415, 'UNSUPPORTED_MEDIA_TYPE', () => form(ann).type('image/png').send(png)],
    ['an urlencoded form', 415, 'UNSUPPORTED_MEDIA_TYPE', () => form(ann).type('form').send('avatar=me.png')],
    ['a compressed form', 415, 'UNSUPPORTED_MEDIA_TYPE', () => put(ann, png, { 'Content-Encoding': 'gzip' })],
    [
      'an SVG',
      415,
      'UNSUPPORTED_IMAGE',
      () => put(ann, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
    ],
    [
      'HTML that says it is a PNG',
      415,
      'UNSUPPORTED_IMAGE',
      () => put(ann, Buffer.from('<script>alert(1)</script>')),
    ],
    ['half an image', 422, 'IMAGE_UNREADABLE', () => put(ann, png.subarray(0, 60))],
    [
      '5 MB and a byte',
      413,
      'BODY_TOO_LARGE',
      () => put(ann, Buffer.concat([png, Buffer.alloc(FIVE_MB + 1 - png.length)])),
    ],
    ['20 MB', 413, 'BODY_TOO_LARGE', () => put(ann, Buffer.alloc(20 * 1024 * 1024))],
    [
      '20 MB in another field',
      413,
      'BODY_TOO_LARGE',
      () => form(ann).attach('other', Buffer.alloc(20 * 1024 * 1024), 'o'),
    ],
    [
      'a form without boundary',
      400,
      'MALFORMED_MULTIPART',
      () => form(ann).type('multipart/form-data').send('x'),
    ],
    [
      'a form that breaks off',
      400,
      'MALFORMED_MULTIPART',
      () =>
        form(ann)
          .type('multipart/form-data; boundary=b')
          .send('--b\r\nContent-Disposition: form-data; name="avatar"; filename="a"\r\n\r\nhalf'),
    ],
    [
      'a page of a foreign origin',
      403,
      'ORIGIN_REFUSED',
      () => put(ann, png, { Origin: 'https://evil.example' }),
    ],
  ])('%s: %d %s', async (_what, status, code, call) => {
    const before = await files();
    const writes = status === 403 ? ['audit_log'] : [];
    await expectRefusal(app, call, { status, code, writes });
    expect(await files()).toEqual(before);
  });

  it.each<[string, string[], () => Test]>([
    ['nothing', ['body.avatar is required'], () => form(ann).attach('avatar', png, { filename: '' })],
    ['two', ['body.avatar must be one file'], () => put(ann, png).attach('avatar', png, 'b.png')],
    ['another field', ['body.picture is not allowed'], () => form(ann).attach('picture', png, 'me.png')],
    ['a text field', ['body.avatar must be a file'], () => form(ann).field('avatar', 'me.png')],
    [
      'more than a file',
      ['body.other is not allowed', 'body.role is not allowed', 'body.__proto__ is not allowed'],
      () => put(ann, png).attach('other', png, 'o.png').field('role', 'owner').field('__proto__', 'x'),
    ],
    ['an empty one', ['body.avatar must not be empty'], () => put(ann, Buffer.alloc(0))],
    [
      'a hundred fields',
      ['body must be one file and nothing else'],
      () =>
        Array.from({ length: 100 }, (_, n) => `f${n}`).reduce(
          (test, name) => test.field(name, 'x'),
          put(ann, png),
        ),
    ],
    [
      'a field of 2 kB',
      ['body must be one file and nothing else'],
      () => put(ann, png).field('x', 'x'.repeat(2_048)),
    ],
  ])('in a form with %s is told with every fault', async (_what, faults, call) => {
    const answer = await expectRefusal(app, call, { status: 400, code: 'VALIDATION_ERROR' });
    const details = (answer.body as { details: { path: string; message: string }[] }).details;
    const told = details.map(({ path, message }) => `${path} ${message}`);
    expect(told).toEqual(faults);
  });

  it('may say any name and type: neither is believed', async () => {
    const name = '../../../etc/passwd<script>.svg';
    const answer = await form(ann)
      .attach('avatar', png, { filename: name, contentType: 'text/html' })
      .expect(200);
    expect(answer.body.data.avatarUrl).toMatch(/^\/api\/avatars\/[0-9a-f]{32}\.webp$/);
  });

  it('exactly 5 MB is not', async () => {
    await put(ann, Buffer.concat([png, Buffer.alloc(FIVE_MB - png.length)])).expect(200);
  });

  it('I7 without an end is cut off after a second', async () => {
    const head = [
      `PUT /api/v1${PATH} HTTP/1.1`,
      ...['Host: localhost', 'Content-Type: multipart/form-data; boundary=b'],
      ...[`Authorization: Bearer ${ann.accessToken}`, 'Transfer-Encoding: chunked'],
    ];
    const answer = await endless(head);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('BODY_TOO_LARGE');
  });

  it('gives its place back, whatever became of it', async () => {
    for (let n = 0; n < 5; n += 1) await put(ann, Buffer.from('nothing')).expect(415);
    await put(ann, png).expect(200);
  });
});

/** A form that never ends, sent until the server had enough. */
async function endless(head: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  const start = '--b\r\nContent-Disposition: form-data; name="avatar"; filename="a"\r\n\r\n';
  const chunk = (content: string) => `${Buffer.byteLength(content).toString(16)}\r\n${content}\r\n`;
  const more = () => void (socket.writable && socket.write(chunk('x'.repeat(65_536)), more));
  socket.write([...head, '', chunk(start)].join('\r\n'), more);
  let answer = '';
  socket.on('data', (data) => (answer += String(data)));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.on('close', resolve));
  return answer;
}

describe('the address of a picture', () => {
  it.each([
    '/api/avatars/',
    '/api/avatars/..%2f..%2fsecrets.json',
    '/api/avatars/%2e%2e/secrets.json',
    '/api/avatars/secrets.json',
    `/api/avatars/${'0'.repeat(32)}.webp`,
    `/api/avatars/${'0'.repeat(32)}.webp%00`,
    `/api/avatars/${'A'.repeat(32)}.webp`,
    '/api/avatars/%E0%A4%A',
  ])('%s leads nowhere', async (path) => {
    const answer = await request(app.url).get(path).expect(404);
    expect(answer.body).toMatchObject({ success: false, code: 'NOT_FOUND' });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is not guessed, and takes no other method', async () => {
    const ann = await aPerson(app);
    const avatarUrl = await withPicture(ann);
    const posted = await request(app.url).post(avatarUrl).expect(405);
    expect(posted.headers.allow).toBe('GET, HEAD, OPTIONS');
    await pictureAt(avatarUrl.replace(/[0-9a-f]{32}/, randomBytes(16).toString('hex'))).expect(404);
    const answer = await rawRequest(app, [
      `GET ${avatarUrl}/../../../secrets.json HTTP/1.1`,
      'Host: localhost',
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });
});
