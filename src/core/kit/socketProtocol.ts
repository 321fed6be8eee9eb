import type { FieldDefinition } from './EventDefinition';

type Fields = Readonly<Record<string, FieldDefinition>>;

export interface SocketEvent {
  readonly summary: string;
  /** `session`: every socket of a sign-in. `connection`: one socket. */
  readonly toldTo: 'session' | 'connection';
  /** All there is in it. */
  readonly fields: Fields;
}

export interface ClientMessage {
  readonly summary: string;
  readonly fields: Fields;
  /** What the acknowledgement holds beside `ok: true`. */
  readonly ack: Fields;
}

const workspaceId = {
  type: 'uuid',
  description: 'The workspace',
  example: '0193470b-4f4c-7a43-9f6a-000000000002',
} as const;
const token = { type: 'string', description: 'An access token', example: 'eyJhbGciOiJIUzI1NiIs…' } as const;
const after = {
  type: 'number',
  description: 'The last `seq` you have: what came after it is told first',
  example: 42,
  optional: true,
} as const;
const code = { type: 'string', description: 'What to decide by; never changes' } as const;
const message = { type: 'string', description: 'For people; may change' } as const;
const joined = {
  workspaceId,
  seq: { type: 'number', description: 'The last event before those you hear from now on', example: 57 },
  replayed: { type: 'number', description: 'How many missed ones were told', example: 15 },
} as const;

/** `auth` of the handshake. */
export const handshake = { token, after } as const satisfies Fields;

/** How whatever a client asked for is refused. */
export const refusal = {
  code: { ...code, example: 'NOT_FOUND' },
  message: { ...message, example: 'There is nothing here.' },
} as const satisfies Fields;

/** What the socket side tells of itself: nobody's module, no row, no number. */
export const socketEvents = {
  'session:revoked': {
    summary: 'The session ended, wherever that was done. The socket is closed; sign in again.',
    toldTo: 'session',
    fields: {
      sessionId: { type: 'uuid', description: 'The session' },
      code: { ...code, example: 'SESSION_ENDED' },
      message: { ...message, example: 'The session has ended; sign in again.' },
    },
  },
  'auth:expired': {
    summary: 'The access token ran out. Send `auth:renew` within 60 seconds, or the socket is closed.',
    toldTo: 'session',
    fields: {
      code: { ...code, values: ['TOKEN_EXPIRED'] },
      message: { ...message, example: 'The access token has run out; send another with auth:renew.' },
      closesAt: { type: 'date-time', description: 'Until when `auth:renew` is waited for' },
    },
  },
  'workspace:left': {
    summary: 'You hear no more of a workspace, since you may not, or could not be let in.',
    toldTo: 'connection',
    fields: { workspaceId, ...refusal },
  },
  'workspace:resync': {
    summary: 'What you missed is no longer kept: load what you show anew. Newer events follow.',
    toldTo: 'connection',
    fields: {
      ...joined,
      replayed: { ...joined.replayed, example: 0, optional: true },
      resync: { type: 'boolean', description: 'Always true' },
    },
  },
} as const satisfies Readonly<Record<string, SocketEvent>>;

/** What a client may send; each is answered by an acknowledgement. */
export const clientMessages = {
  'workspace:join': {
    summary: 'Hear the events of a workspace you are a member of, missed ones first.',
    fields: { workspaceId, after },
    ack: {
      ...joined,
      resync: {
        type: 'boolean',
        description: 'True when what you missed is no longer kept: load what you show anew',
        optional: true,
      },
    },
  },
  'workspace:leave': {
    summary: 'Hear no more of a workspace.',
    fields: { workspaceId },
    ack: { workspaceId },
  },
  'auth:renew': {
    summary: 'Go on with a newer access token of the same session.',
    fields: { token },
    ack: {},
  },
} as const satisfies Readonly<Record<string, ClientMessage>>;
