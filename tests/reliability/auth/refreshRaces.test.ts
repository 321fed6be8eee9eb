import request from 'supertest';
import { startApplication, type Application } from '../../../src/core/bootstrap/startApplication';
import { loadConfig } from '../../../src/core/config/loadConfig';
import { modules } from '../../../src/modules';
import { aPerson, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';

const ROUNDS = 3;
const PARALLEL = 50;

let app: TestApp;
let neighbour: Application;
beforeAll(async () => {
  app = await TestApp.start();
  neighbour = await startApplication(loadConfig(app.environment), modules);
});
afterAll(async () => {
  await neighbour.stop();
  await app.stop();
});

interface Outcome {
  readonly status: number;
  readonly code?: string;
  readonly token?: string;
}

/** The same token, presented so often at once, in turns to each of two servers on one database. */
function presentAtOnce(refreshToken: string, times = PARALLEL): Promise<Outcome[]> {
  return Promise.all(
    Array.from({ length: times }, (_, turn) =>
      present(refreshToken, turn % 2 === 0 ? app.url : neighbour.url),
    ),
  );
}

/** Does as 503 says and tries again: on a busy machine so many queue for one session longer than a lock is waited for. */
async function present(refreshToken: string, url: string): Promise<Outcome> {
  const { status, body } = await request(url).post('/api/v1/auth/refresh-token').send({ refreshToken });
  if (status === 503) return present(refreshToken, url);
  return { status, code: body.code, token: body.data?.refreshToken };
}

const tally = (outcomes: readonly Outcome[]) => ({
  answers: [...new Set(outcomes.map(({ status, code }) => `${status} ${code ?? ''}`.trim()))].sort(),
  successors: new Set(outcomes.flatMap(({ token }) => token ?? [])).size,
});

async function traces({ id }: Person) {
  const [row] = await app.sql(
    `SELECT count(t.*)::int AS tokens, count(*) FILTER (WHERE t.rotated_at IS NULL)::int AS leaves,
       max(s.end_reason) AS ended,
       (SELECT count(*)::int FROM audit_log WHERE subject_id = $1 AND action = 'refresh.reuse') AS thefts
     FROM sessions s JOIN refresh_tokens t ON t.session_id = s.id WHERE s.user_id = $1`,
    [id],
  );
  return row;
}

describe('E3 T2 one refresh token presented fifty times at once, to two servers', () => {
  it('fifty times gives the same one successor, generation after generation', async () => {
    const ann = await aPerson(app);
    let token = ann.refreshToken;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const outcomes = await presentAtOnce(token);
      expect(tally(outcomes)).toEqual({ answers: ['200'], successors: 1 });
      expect(await traces(ann)).toEqual({ tokens: round + 1, leaves: 1, ended: null, thefts: 0 });
      token = outcomes[0]?.token as string;
    }
  });

  it('when it was stolen and replaced long ago, ends the session and is recorded once', async () => {
    const ann = await aPerson(app);
    const [next] = await presentAtOnce(ann.refreshToken, 1);
    await app.sql(
      `UPDATE refresh_tokens t SET rotated_at = rotated_at - interval '11 seconds'
       FROM sessions s WHERE s.id = t.session_id AND s.user_id = $1`,
      [ann.id],
    );
    const outcomes = await presentAtOnce(ann.refreshToken);
    expect(tally(outcomes)).toEqual({ answers: ['401 REFRESH_REUSED', '401 SESSION_ENDED'], successors: 0 });
    expect(outcomes.filter(({ code }) => code === 'REFRESH_REUSED')).toHaveLength(1);
    expect(await traces(ann)).toMatchObject({ leaves: 1, ended: 'theft', thefts: 1 });
    expect(tally(await presentAtOnce(next?.token as string, 2)).answers).toEqual(['401 SESSION_ENDED']);
  });
});

describe('E2 two tabs', () => {
  it('that wake up with the same token stay signed in, and go on from either', async () => {
    const ann = await aPerson(app);
    const [left, right] = await presentAtOnce(ann.refreshToken, 2);
    expect(left?.token).toBe(right?.token);
    const next = await presentAtOnce(left?.token as string, 2);
    expect(tally(next)).toEqual({ answers: ['200'], successors: 1 });
    expect(await traces(ann)).toEqual({ tokens: 3, leaves: 1, ended: null, thefts: 0 });
  });
});

describe('refreshing and signing out at once', () => {
  it('leaves nobody signed in', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const ann = await aPerson(app);
      const [outcomes] = await Promise.all([
        presentAtOnce(ann.refreshToken, 6),
        app.post('/auth/logout', { refreshToken: ann.refreshToken }).expect(200),
      ]);
      expect(await traces(ann)).toMatchObject({ ended: 'logout', thefts: 0 });
      const survivor = outcomes.find(({ token }) => token !== undefined)?.token ?? ann.refreshToken;
      expect(tally(await presentAtOnce(survivor, 2)).answers).toEqual(['401 SESSION_ENDED']);
    }
  });
});
