import request from 'supertest';
import { startApplication, type Application } from '../../../src/core/bootstrap/startApplication';
import { loadConfig } from '../../../src/core/config/loadConfig';
import { modules } from '../../../src/modules';
import { aHost, auditCount, invite, invited, membersOf, type Host } from '../../support/app/inviting';
import { anEmail, aPerson, type Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';

const PARALLEL = 50;

let app: TestApp;
let neighbour: Application;
let acme: Host;
beforeAll(async () => {
  app = await TestApp.start();
  neighbour = await startApplication(loadConfig(app.environment), modules);
  acme = await aHost(app);
});
afterAll(async () => {
  await neighbour.stop();
  await app.stop();
});

const url = (turn: number) => (turn % 2 === 0 ? app.url : neighbour.url);

function call(turn: number, method: 'post' | 'delete', path: string, by: Person, body?: object) {
  return request(url(turn))
    [method](`/api/v1${path}`)
    .set('Authorization', `Bearer ${by.accessToken}`)
    .send(body);
}

const tally = (answers: readonly { status: number; body: { code?: string } }[]) => {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const key = `${status} ${body.code ?? ''}`.trim();
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};

const times = <T>(many: number, act: (turn: number) => T) =>
  Array.from({ length: many }, (_, turn) => act(turn));

const atOnce = (path: string, by: Person, body: object) =>
  Promise.all(times(PARALLEL, (turn) => call(turn, 'post', path, by, body)));

interface Guest {
  readonly id: string;
  readonly bob: Person;
  readonly token: string;
}

async function aGuest(host: Host): Promise<Omit<Guest, 'token'>> {
  const email = anEmail('bob');
  const { body } = await invite(app, host, host.workspaceId, { email, role: 'member' }).expect(201);
  return { id: body.data.id, bob: await aPerson(app, { email }) };
}

/** People with an account each, and the token each was mailed. */
async function guestsOf(host: Host): Promise<Guest[]> {
  const guests: Omit<Guest, 'token'>[] = [];
  while (guests.length < PARALLEL) guests.push(...(await Promise.all(times(10, () => aGuest(host)))));
  await app.drain();
  const links = app.mails.mails.flatMap(({ envelope, ...mail }) =>
    mail.links.map((address) => ({ to: envelope.to[0], link: new URL(address) })),
  );
  return guests.map((guest) => {
    const mail = links.find(
      ({ to, link }) => to === guest.bob.email && link.pathname === '/accept-invitation',
    );
    return { ...guest, token: mail?.link.searchParams.get('token') ?? '' };
  });
}

describe('invitations at once, at two servers', () => {
  it('H1 T2 fifty acceptances of one token make one member, who is told so fifty times', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const before = await auditCount(app, acme.workspaceId, 'invite.accepted');
      const { email, token } = await invited(app, acme);
      const bob = await aPerson(app, { email });
      const answers = await atOnce('/invitations/accept', bob, { token });

      expect(tally(answers)).toEqual({ '200': PARALLEL });
      expect(new Set(answers.map(({ body }) => JSON.stringify(body.data))).size).toBe(1);
      expect((await auditCount(app, acme.workspaceId, 'invite.accepted')) - before).toBe(1);
    }
  });

  it('X19 T2 an acceptance and a revocation at once: one of them wins, and the other is told', async () => {
    const host = await aHost(app);
    const guests = await guestsOf(host);
    const outcomes = await Promise.all(
      guests.map(async ({ id, bob, token }, turn) => {
        const [accepted, revoked] = await Promise.all([
          call(turn, 'post', '/invitations/accept', bob, { token }),
          call(turn + 1, 'delete', `/workspaces/${host.workspaceId}/invitations/${id}`, host),
        ]);
        return `${accepted.status} ${revoked.status} ${revoked.body.code ?? ''}`.trim();
      }),
    );

    const joined = outcomes.filter((outcome) => outcome === '200 409 INVITATION_CLOSED').length;
    const revoked = outcomes.filter((outcome) => outcome === '404 200').length;
    expect(joined + revoked).toBe(PARALLEL);
    expect(Object.keys(await membersOf(app, host.workspaceId))).toHaveLength(joined + 1);
    expect(await auditCount(app, host.workspaceId, 'invite.revoked')).toBe(revoked);
  });

  it('T2 fifty invitations of one address are one', async () => {
    for (let round = 1; round <= 3; round += 1) {
      const body = { email: anEmail('bob'), role: 'member' };
      const answers = await atOnce(`/workspaces/${acme.workspaceId}/members/invite`, acme, body);
      expect(tally(answers)).toEqual({ '201': 1, '409 INVITATION_PENDING': PARALLEL - 1 });
    }
  });

  it('G21 T2 fifty acceptances fill exactly the seats there are', async () => {
    const host = await aHost(app);
    const guests = await guestsOf(host);
    await app.sql('UPDATE workspaces SET seat_limit = 8 WHERE id = $1', [host.workspaceId]);
    const answers = await Promise.all(
      guests.map(({ bob, token }, turn) => call(turn, 'post', '/invitations/accept', bob, { token })),
    );

    expect(tally(answers)).toEqual({ '200': 7, '409 SEAT_LIMIT': PARALLEL - 7 });
    expect(Object.keys(await membersOf(app, host.workspaceId))).toHaveLength(8);
  });
});
