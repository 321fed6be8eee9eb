import request from 'supertest';
import { anImage } from '../../support/anImage';
import { aPerson, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';
import { S3Server } from '../../support/s3/S3Server';

const store = new S3Server();
let app: TestApp;
let png: Buffer;
let ann: Person;
beforeAll(async () => {
  await store.listen();
  app = await TestApp.start({
    AWS_S3_BUCKET: store.bucket,
    AWS_S3_REGION: store.keys.region,
    AWS_S3_ACCESS_KEY: store.keys.accessKey,
    AWS_S3_SECRET_KEY: store.keys.secretKey,
    AWS_S3_ENDPOINT: store.url,
  });
  [png, ann] = [await anImage(), await aPerson(app)];
});
afterEach(() => {
  store.failing = null;
});
afterAll(async () => {
  await app.stop();
  await store.close();
});

const put = () =>
  app.call('put', '/users/me/avatar', undefined, { token: ann.accessToken }).attach('avatar', png, 'me.png');

describe('a picture in a bucket', () => {
  it('is seen at an address of this server, and only the newest is kept', async () => {
    await put().expect(200);
    const answer = await put().expect(200);
    await app.drain();
    const { avatarUrl } = answer.body.data as { avatarUrl: string };
    const picture = await request(app.url).get(avatarUrl).buffer(true).expect(200);
    expect([...store.objects.values()].map(({ content }) => content.equals(picture.body as Buffer))).toEqual([
      true,
    ]);
    await app.call('delete', '/users/me/avatar', undefined, { token: ann.accessToken }).expect(200);
    await app.drain();
    expect(store.objects.size).toBe(0);
    await request(app.url).get(avatarUrl).expect(404);
  });

  it('is refused while the store fails, and so is a look at one', async () => {
    const { avatarUrl } = (await put().expect(200)).body.data as { avatarUrl: string };
    store.failing = 503;
    const refused = await expectRefusal(app, put, { status: 503, code: 'STORAGE_UNAVAILABLE' });
    expect(refused.headers['retry-after']).toBe('5');
    const look = await request(app.url).get(avatarUrl).expect(503);
    expect(look.body).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(JSON.stringify(look.body)).not.toMatch(/s3|bucket|AKIA/i);
    store.failing = null;
    await request(app.url).get(avatarUrl).expect(200);
  });
});
