import Joi from 'joi';
import type { Claim } from '../../application/Authenticator';
import type { Log } from '../../application/Log';
import { DomainError } from '../../domain/DomainError';
import { asId, isUuid, type WorkspaceId } from '../../domain/ids';
import { AccountRates } from './AccountRates';
import type { CatchUp } from './CatchUp';
import { demandShape } from './demandShape';
import { refusedAck } from './refusedAck';
import { workspaceRoom, workspacesIn } from './roomNames';
import type { Revocations } from './Revocations';
import type { SocketAuth } from './SocketAuth';
import type { ClientSocket } from './SocketIo';
import type { SocketTrail } from './SocketTrail';
import type { Entered, WorkspaceEntry } from './WorkspaceEntry';

/** Workspaces a socket can hear at once. */
const MOST_WORKSPACES = 50;
/** Commands a second, and commands that wait for those before them. */
const MOST_COMMANDS = 60;
/** Commands a second by all sockets of an account on this process: each may ask the database. */
const MOST_OF_ACCOUNT = 200;

const WORKSPACE = Joi.object({ workspaceId: Joi.string().required() }).unknown().required();
const JOIN = Joi.object({ workspaceId: Joi.string(), after: Joi.number().integer().min(0) });
const LEAVE = Joi.object({ workspaceId: Joi.string() });
const RENEW = Joi.object({ token: Joi.string().max(4_096).required() }).required();

type Answer = (fields: object) => void;
type Command = (socket: ClientSocket, input: unknown, answer: Answer) => Promise<void>;

/** What a client may ask for, one thing after the other, each answered by its acknowledgement. */
export class SocketCommands {
  private readonly commands: ReadonlyMap<string, Command> = new Map<string, Command>([
    ['workspace:join', (socket, input, answer) => this.join(socket, input, answer)],
    ['workspace:leave', (socket, input, answer) => this.leave(socket, input, answer)],
    ['auth:renew', (socket, input, answer) => this.renew(socket, input, answer)],
  ]);

  private readonly rates = new AccountRates();

  constructor(
    private readonly auth: SocketAuth,
    private readonly entry: WorkspaceEntry,
    private readonly catchUp: CatchUp,
    private readonly revocations: Revocations,
    private readonly trail: SocketTrail,
    private readonly log: Log,
  ) {}

  hear(socket: ClientSocket, event: unknown, args: readonly unknown[]): void {
    const last = args.at(-1);
    const hasAck = typeof last === 'function';
    const answer: Answer = hasAck ? (last as Answer) : () => undefined;
    if (this.isTooMuch(socket)) {
      answer(refusedAck(tooMuch(), this.log));
      return;
    }
    const { claim, address } = socket.data;
    const input = hasAck ? args.slice(0, -1) : args;
    socket.data.inTurn(() =>
      this.trail.follow(claim.userId, address, () => this.answer(socket, event, input, answer)),
    );
  }

  /** A refused one counts for its socket only, so that one that floods shuts none of the others up. */
  private isTooMuch({ data }: ClientSocket): boolean {
    if (data.countCommand() > MOST_COMMANDS || data.waiting >= MOST_COMMANDS) return true;
    return this.rates.count(data.claim.userId) > MOST_OF_ACCOUNT;
  }

  /** Lets a socket into the workspace it connected for. */
  enter(socket: ClientSocket, id: WorkspaceId, after: number): void {
    socket.data.inTurn(async () => {
      try {
        await this.catchUp.join(socket, id, after, (joined) => {
          if (joined.resync) socket.emit('workspace:resync', joined);
        });
      } catch (error) {
        this.tellLeft(socket, id, error);
      }
      this.revocations.judgeAgain(socket);
    });
  }

  private async answer(socket: ClientSocket, event: unknown, args: readonly unknown[], answer: Answer) {
    if (!socket.connected) return;
    try {
      const command = this.commands.get(String(event));
      if (!command) throw new DomainError('missing', 'UNKNOWN_EVENT', 'There is no such event.');
      if (args.length > 1) throw new DomainError('invalid', 'VALIDATION_ERROR', 'Send one object.');
      await command(socket, args[0], (fields) => answer({ ok: true, ...fields }));
    } catch (error) {
      answer(refusedAck(error, this.log));
    }
  }

  private async join(socket: ClientSocket, input: unknown, answer: Answer): Promise<void> {
    const id = workspaceOf(input);
    const { claim } = socket.data;
    const { caller } = await this.enterOnRecord(claim, id);
    const { after } = demandShape<{ after?: number }>(JOIN, input);
    const others = workspacesIn(socket.rooms).filter((joined) => joined !== id);
    if (others.length >= MOST_WORKSPACES) {
      throw new DomainError(
        'conflict',
        'ROOM_LIMIT',
        `A socket hears at most ${MOST_WORKSPACES} workspaces.`,
      );
    }
    if (caller.isSuperAdmin) await this.trail.platformEntry(claim, id);
    const wasIn = socket.rooms.has(workspaceRoom(id));
    try {
      await this.catchUp.join(socket, id, after, answer);
    } catch (error) {
      if (wasIn && !socket.rooms.has(workspaceRoom(id))) this.tellLeft(socket, id, error);
      throw error;
    }
    this.revocations.judgeAgain(socket);
  }

  private tellLeft(socket: ClientSocket, workspaceId: WorkspaceId, error: unknown): void {
    const { code, message } = refusedAck(error, this.log);
    socket.emit('workspace:left', { workspaceId, code, message });
  }

  private async enterOnRecord(claim: Claim, id: WorkspaceId): Promise<Entered> {
    try {
      return await this.entry.enter(claim, id);
    } catch (error) {
      if (error instanceof DomainError) await this.trail.denied(claim, id, error);
      throw error;
    }
  }

  private async leave(socket: ClientSocket, input: unknown, answer: Answer): Promise<void> {
    const workspaceId = workspaceOf(input);
    demandShape(LEAVE, input);
    if (!socket.rooms.has(workspaceRoom(workspaceId))) throw notFound();
    await socket.leave(workspaceRoom(workspaceId));
    answer({ workspaceId });
  }

  private async renew({ data }: ClientSocket, input: unknown, answer: Answer): Promise<void> {
    const { token } = demandShape<{ token: string }>(RENEW, input);
    data.renew(await this.auth.renew(data.claim, token));
    answer({});
  }
}

/** One that cannot be anybody's is as unknown as one that is not the caller's. */
function workspaceOf(input: unknown): WorkspaceId {
  const { workspaceId } = demandShape<{ workspaceId: string }>(WORKSPACE, input);
  if (!isUuid(workspaceId)) throw notFound();
  return asId<'workspace'>(workspaceId.toLowerCase());
}

function notFound(): DomainError {
  return new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');
}

function tooMuch(): DomainError {
  return new DomainError('limited', 'RATE_LIMITED', 'Too many messages; slow down.');
}
