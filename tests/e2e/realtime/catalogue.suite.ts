import request from 'supertest';
import type { PublishedEvent } from '../../../src/core/application/EventBus';
import { EventViews, type EventView } from '../../../src/core/application/EventViews';
import type { Permission } from '../../../src/core/domain/PermissionCatalogue';
import type { OutboxRow } from '../../../src/core/infrastructure/events/outboxStatements';
import { publishedOf } from '../../../src/core/infrastructure/events/publishedOf';
import { namedEventSchema } from '../../../src/core/presentation/events/eventSchema';
import { heardEvents } from '../../../src/core/presentation/events/heardEvents';
import { modules } from '../../../src/modules';
import { permissionsOf } from '../../../src/modules/role';
import { aLink } from '../../support/app/inviteLinks';
import { accept, invited } from '../../support/app/inviting';
import {
  aMember,
  aSuperAdmin,
  aVerifiedOwner,
  aVerifiedPerson,
  type VerifiedOwner,
} from '../../support/app/members';
import { anEmail, PASSWORD, type Person } from '../../support/app/people';
import { aRole, setRoles } from '../../support/app/roles';
import { TestApp, type Method } from '../../support/app/TestApp';
import { undeclared } from '../../support/realtime/undeclared';
import { schemaFaults } from '../../support/schemaFaults';
import { Receiver, type Received } from '../../support/webhooks/Receiver';
import { aWebhook } from '../../support/webhooks/webhooks';

const declared = heardEvents(modules);
const RESERVED = ['id', 'seq', 'workspaceId', 'actorId', 'occurredAt', 'requestId'];

let app: TestApp;
let ann: VerifiedOwner;
let ben: Person;
let carl: Person;
let roleId: string;
let invitationId: string;
let webhookId: string;
let dan: Person;
/** Addresses of those who register in the story, and of those who are only invited. */
const [eve, fay, gil, hal] = [anEmail('eve'), anEmail('fay'), anEmail('gil'), anEmail('hal')];
let registered: ReadonlyMap<string, string>;
let events: PublishedEvent[];
let receiver: Receiver;
let posted: Received[];

const view = (event: PublishedEvent, permissions: ReadonlySet<Permission>) =>
  app.resolve(EventViews).of(event, permissions);
const fieldsOf = (seen: EventView) =>
  Object.fromEntries(Object.entries(seen).filter(([key]) => !RESERVED.includes(key)));

const call = (by: Person, method: Method, path: string, body?: object) =>
  app.call(method, `/workspaces/${ann.workspaceId}${path}`, body, { token: by.accessToken }).expect(200);

/** The ways to come and to go that are not members' own or an invitation's. */
async function comingsAndGoings(): Promise<void> {
  const inWorkspace = { token: ann.accessToken, headers: { 'X-Workspace-Id': ann.workspaceId } };
  const name = { firstName: 'Eve', lastName: 'Jones' };
  const { token: invitationToken } = await invited(app, ann, { email: eve, role: 'viewer' });
  const registering = { email: eve, ...name, password: PASSWORD, invitationToken };
  const { body } = await app.post('/auth/register', registering).expect(201);
  const byAdmin = { email: fay, ...name, role: 'manager', workspaceId: ann.workspaceId };
  await app.post('/auth/register', byAdmin, inWorkspace).expect(201);
  dan = await aVerifiedPerson(app);
  const link = await aLink(app, ann, { role: 'viewer' });
  await accept(app, dan, link.token).expect(200);
  await accept(app, dan, link.token).expect(200);
  await app.call('delete', `/users/${dan.id}`, undefined, inWorkspace).expect(200);
  const token = (body as { data: { accessToken: string } }).data.accessToken;
  const people = await app.sql<{ email: string; id: string }>('SELECT email, id FROM users');
  registered = new Map(people.map(({ email, id }) => [email, id]));
  await app.call('delete', '/users/me', { password: PASSWORD }, { token }).expect(200);
  const invitations = [gil, hal].map((email) => ({ email, role: 'member' }));
  await call(ann, 'post', '/members/invite/bulk', { invitations });
}

/** Everything that can happen to a workspace and its people, by the API. */
async function story(): Promise<void> {
  const root = await aSuperAdmin(app);
  ({ id: webhookId } = await aWebhook(app, ann, receiver.url));
  await call(ann, 'patch', '', { name: 'Beta' });
  await call(root, 'patch', '/status', { status: 'suspended' });
  await call(root, 'patch', '/status', { status: 'active' });
  await call(root, 'put', '/security', { mfaRequired: true });
  await call(root, 'put', '/security', { mfaRequired: false });

  const invitation = await invited(app, ann, { email: ben.email });
  invitationId = invitation.id;
  await accept(app, ben, invitation.token).expect(200);
  await call(ann, 'patch', `/members/${ben.id}`, { role: 'manager' });
  await call(ann, 'patch', `/members/${ben.id}`, { status: 'inactive' });
  await call(ann, 'patch', `/members/${ben.id}`, { status: 'active' });

  await comingsAndGoings();

  const role = await aRole(app, ann, ['users.update'], 'Support');
  roleId = role.id;
  await call(ann, 'patch', `/roles/${roleId}`, { name: 'Help' });
  await setRoles(app, ann, ann.workspaceId, ben, [roleId]).expect(200);
  await setRoles(app, ann, ann.workspaceId, ben, []).expect(200);
  await app.drain();
  posted = [...receiver.received];
  receiver.behaves = () => ({ status: 410 });
  await call(ann, 'delete', `/roles/${roleId}`);
  await app.drain();

  await call(ann, 'delete', `/members/${carl.id}`);
  await call(ann, 'post', '/transfer-ownership', { userId: ben.id, password: PASSWORD });
  await call(ben, 'post', '/transfer-ownership/accept', { password: PASSWORD });
  await call(ann, 'post', '/leave', {});
  await call(ben, 'delete', '');
  await call(ben, 'post', '/restore', {});
}

async function told(): Promise<PublishedEvent[]> {
  await app.drain();
  const rows = await app.sql<OutboxRow>(
    `SELECT * FROM outbox WHERE (workspace_id = $1 OR workspace_id IS NULL) AND name = ANY ($2) ORDER BY position`,
    [ann.workspaceId, declared.map(({ name }) => name)],
  );
  return rows.map(publishedOf);
}

beforeAll(async () => {
  app = await TestApp.start();
  receiver = await Receiver.listen();
  ann = await aVerifiedOwner(app);
  ben = await aVerifiedPerson(app);
  carl = await aMember(app, ann.workspaceId, 'viewer');
  await story();
  events = await told();
});
afterAll(async () => {
  await app.stop();
  await receiver.close();
});

describe('the events of a workspace', () => {
  it('are told by whatever happens in it, in order, each with its fields', () => {
    const inWorkspace = events.filter(({ workspaceId }) => workspaceId === ann.workspaceId);
    expect(inWorkspace.map(({ seq }) => seq)).toEqual(inWorkspace.map((_event, at) => at + 1));
    const seen = inWorkspace.map((event) => [event.event, fieldsOf(view(event, permissionsOf('owner')))]);
    const beta = { name: 'Beta', slug: 'acme' };
    const [a, b, c, d] = [ann.id, ben.id, carl.id, dan.id];
    const [e, f] = [registered.get(eve), registered.get(fay)];
    const ANY = expect.any(String) as string;
    expect(seen).toEqual([
      ['workspace:member:joined', { userId: a, role: 'owner' }],
      ['workspace:updated', { ...beta, plan: 'free', seatLimit: null }],
      ['workspace:suspended', { status: 'suspended' }],
      ['workspace:activated', { status: 'active' }],
      ['workspace:security-changed', { mfaRequired: true }],
      ['workspace:security-changed', { mfaRequired: false }],
      ['workspace:member:invited', { invitationId, email: ben.email, role: 'member' }],
      ['workspace:member:joined', { userId: b, role: 'member' }],
      ['workspace:member:role-changed', { userId: b, role: 'manager' }],
      ['workspace:member:status-changed', { userId: b, status: 'inactive' }],
      ['workspace:member:status-changed', { userId: b, status: 'active' }],
      ['workspace:member:invited', { invitationId: ANY, email: eve, role: 'viewer' }],
      ['workspace:member:joined', { userId: e, role: 'viewer' }],
      ['workspace:member:joined', { userId: f, role: 'manager' }],
      ['workspace:member:joined', { userId: d, role: 'viewer' }],
      ['workspace:member:removed', { userId: d, reason: 'removed' }],
      ['workspace:member:removed', { userId: e, reason: 'left' }],
      ['workspace:member:invited', { invitationId: ANY, email: gil, role: 'member' }],
      ['workspace:member:invited', { invitationId: ANY, email: hal, role: 'member' }],
      ['workspace:role:created', { roleId, name: 'Support', permissions: ['users.update'] }],
      ['workspace:role:updated', { roleId, name: 'Help', permissions: ['users.update'] }],
      ['workspace:member:role-changed', { userId: b, role: 'manager', roleIds: [roleId] }],
      ['workspace:member:role-changed', { userId: b, role: 'manager', roleIds: [] }],
      ['workspace:role:deleted', { roleId, name: 'Help' }],
      ['workspace:webhook:disabled', { webhookId, origin: new URL(receiver.url).origin, reason: 'gone' }],
      ['workspace:member:removed', { userId: c, reason: 'removed' }],
      ['workspace:ownership-offered', { userId: b }],
      ['workspace:member:role-changed', { userId: b, role: 'owner', reason: 'ownership-transferred' }],
      ['workspace:member:role-changed', { userId: a, role: 'admin', reason: 'ownership-transferred' }],
      ['workspace:ownership-transferred', { userId: b, fromUserId: a }],
      ['workspace:member:removed', { userId: a, reason: 'left' }],
      ['workspace:deleted', beta],
      ['workspace:restored', beta],
    ]);
  });

  it('name the call that caused it, and whoever did it, unless the server did', () => {
    const inWorkspace = events.filter(({ workspaceId }) => workspaceId === ann.workspaceId);
    const named = (key: 'actorId' | 'requestId') =>
      inWorkspace.filter((event) => event[key] === null).map(({ event }) => event);
    expect(named('actorId')).toEqual(['workspace:webhook:disabled']);
    expect(named('requestId')).toEqual([]);
  });
});

describe('an event that somebody hears', () => {
  it('G15 is what the documents say, for those who may see all of it and for those who may not', () => {
    const none = new Set<Permission>();
    const everything = new Set(permissionsOf('owner'));
    const faults = events.flatMap((event) =>
      [none, everything].flatMap((permissions) => {
        const seen = view(event, permissions);
        const named = declared.find(({ name }) => name === event.event);
        return [
          ...undeclared(event.event, seen),
          ...(named
            ? schemaFaults(namedEventSchema(named), { event: event.event, ...seen })
            : ['not declared']),
        ];
      }),
    );
    expect(events.length).toBeGreaterThan(20);
    expect(faults).toEqual([]);
  });

  it('G15 is posted to webhooks as OpenAPI says, with every field', () => {
    const faults = posted.flatMap(({ body }) => {
      const named = declared.find(({ name }) => name === body.event);
      return named ? schemaFaults(namedEventSchema(named), body) : [`${String(body.event)} is not declared`];
    });
    expect(posted.length).toBeGreaterThan(10);
    expect(faults).toEqual([]);
    const inFull = new Map(events.map((event) => [event.id, view(event, permissionsOf('owner'))]));
    for (const { body } of posted) {
      expect(body).toEqual({ event: body.event, ...inFull.get(String(body.id)) });
    }
  });

  it('G15 would not be, with a field that is not described', () => {
    const [first] = events;
    expect(undeclared('workspace:member:joined', { ...view(first!, new Set()), email: 'x' })).toEqual([
      expect.stringContaining('email'),
    ]);
  });

  it('is in the documents of a running server', async () => {
    const sockets = await request(app.url).get('/api/asyncapi.json').expect(200);
    const calls = await request(app.url).get('/api/openapi.json').expect(200);
    const ofWorkspace = declared.filter(({ audience }) => audience === 'workspace').map(({ name }) => name);
    expect(sockets.body.servers.sockets).toMatchObject({ host: new URL(app.url).host, protocol: 'ws' });
    expect(Object.keys(sockets.body.channels.workspace.messages)).toHaveLength(ofWorkspace.length);
    expect(Object.keys(calls.body.webhooks)).toEqual([...ofWorkspace, 'webhook.test']);
  });

  it('is declared for nothing in no case', () => {
    const heard = new Set<string>(events.map(({ event }) => event));
    expect(declared.map(({ name }) => name).filter((name) => !heard.has(name))).toEqual([]);
  });
});
