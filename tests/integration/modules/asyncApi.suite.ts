import { readFileSync } from 'node:fs';
import { asyncApiDocument } from '../../../src/core/presentation/asyncapi/asyncApiDocument';
import { heardEvents } from '../../../src/core/presentation/events/heardEvents';
import { modules } from '../../../src/modules';
import { schemaFaults } from '../../support/schemaFaults';

interface Message {
  readonly name: string;
  readonly payload: { readonly additionalProperties?: unknown; readonly properties: Record<string, object> };
  readonly examples: readonly { readonly payload: object }[];
}

interface Operation {
  readonly action: 'send' | 'receive';
  readonly messages: readonly { readonly $ref: string }[];
  readonly reply?: { readonly messages: readonly { readonly $ref: string }[] };
}

const events = heardEvents(modules);
const document = asyncApiDocument({ events, version: 'v1', host: 'localhost:3000', isSecure: false }) as {
  servers: object;
  channels: Record<string, { messages: Record<string, { $ref: string }> }>;
  operations: Record<string, Operation>;
  components: { messages: Record<string, Message> };
};
const { channels, operations, components } = document;
const messages = Object.values(components.messages);
const namesIn = (channel: string) =>
  Object.keys(channels[channel]?.messages ?? {}).map((name) => components.messages[name]?.name);

/** What a `#/…` reference leads to. */
const at = (ref: string): unknown =>
  ref
    .split('/')
    .slice(1)
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);

const refsIn = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : refsIn(value),
  );
};

describe('the AsyncAPI document of all modules', () => {
  it('is one by the schema of AsyncAPI 3.0', () => {
    const official = JSON.parse(
      readFileSync(require.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'), 'utf8'),
    ) as object;
    expect(schemaFaults(official, document)).toEqual([]);
    const { channels: _, ...broken } = { ...document, servers: { sockets: { host: 1 } } };
    expect(schemaFaults(official, broken)).not.toEqual([]);
  });

  it('refers to nothing that is not in it', () => {
    const refs = refsIn(document);
    expect(refs.length).toBeGreaterThan(0);
    expect(refs.filter((ref) => at(ref) === undefined)).toEqual([]);
  });

  it('has every event under whoever hears it, and each message in one channel', () => {
    const heardBy = (who: string) =>
      events.filter(({ audience }) => audience === who).map(({ name }) => name);
    expect(namesIn('workspace')).toEqual(heardBy('workspace'));
    expect(namesIn('user')).toEqual(heardBy('user'));
    expect(namesIn('session')).toEqual(['session:revoked', 'auth:expired']);
    const placed = Object.values(channels).flatMap((channel) => Object.keys(channel.messages));
    expect(placed).toHaveLength(messages.length);
    expect(new Set(placed)).toEqual(new Set(Object.keys(components.messages)));
  });

  it('has an operation for each message, and an answer for each that a client sends', () => {
    const used = Object.values(operations).flatMap(({ messages: own, reply }) => [
      ...own,
      ...(reply?.messages ?? []),
    ]);
    const names = used.map(({ $ref }) => $ref.split('/').at(-1));
    expect(new Set(names)).toEqual(new Set(Object.keys(components.messages)));
    const asked = Object.values(operations).filter(({ action }) => action === 'receive');
    expect(asked.map(({ messages: own }) => own[0]?.$ref.split('/').at(-1))).toEqual([
      'Connect',
      'WorkspaceJoin',
      'WorkspaceLeave',
      'AuthRenew',
    ]);
    expect(asked.every(({ reply }) => reply !== undefined && reply.messages.length > 0)).toBe(true);
  });

  it('G15 has closed payloads, and examples that fit them', () => {
    expect(messages.filter(({ payload }) => payload.additionalProperties !== false)).toEqual([]);
    const faults = messages.flatMap(({ name, payload, examples }) =>
      examples.flatMap((example) => schemaFaults(payload, example.payload).map((fault) => `${name}${fault}`)),
    );
    expect(faults).toEqual([]);
  });

  it('numbers the events of a workspace, and no others', () => {
    const having = (...keys: string[]) =>
      messages
        .filter(({ payload }) => keys.every((key) => key in payload.properties))
        .map(({ name }) => name);
    expect(having('id', 'seq')).toEqual(namesIn('workspace'));
    expect(having('id')).toEqual([...namesIn('workspace'), ...namesIn('user')]);
  });

  it('says where sockets are opened and what opens them', () => {
    expect(document.servers).toMatchObject({
      sockets: {
        host: 'localhost:3000',
        pathname: '/socket.io/',
        protocol: 'ws',
        security: [{ $ref: '#/components/securitySchemes/accessToken' }],
      },
    });
  });
});
