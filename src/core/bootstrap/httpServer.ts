import { createServer, type RequestListener, type Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { refuseMalformed } from '../presentation/refuseMalformed';
import type { MessageClasses } from './expressMessages';
import { OpenRequests } from './OpenRequests';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Another port will do when this one is taken. */
  readonly orNext: boolean;
  /** What the port is set by. */
  readonly variable: 'PORT' | 'SOCKET_PORT';
  readonly timeouts?: Timeouts;
  readonly messages?: MessageClasses;
  /** What else listens to it, before anybody can connect. */
  readonly attach?: (server: Server) => void;
}

/** Milliseconds. */
interface Timeouts {
  /** Until the headers of a request are whole. */
  readonly headersTimeout: number;
  /** Until all of a request is there. */
  readonly requestTimeout: number;
  /** How often the two are looked at. */
  readonly connectionsCheckingInterval: number;
}

const TIMEOUTS: Timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
};

const NEXT_PORTS = 50;
/** Milliseconds requests in progress have to end. */
const DRAIN_MS = 7_500;
/** Milliseconds between two looks for connections without a request. */
const IDLE_MS = 100;

export interface HttpServer {
  readonly port: number;
  /**
   * Tells clients on open connections that these close, refuses new ones, lets requests in progress end, then
   * closes what is left.
   */
  drain(): Promise<void>;
}

/** @throws Error in one sentence when the port cannot be had. */
export async function listen(handle: RequestListener, options: ListenOptions): Promise<HttpServer> {
  const open = new OpenRequests();
  const answer: RequestListener = (request, response) => {
    open.add(response);
    handle(request, response);
  };
  const { timeouts = TIMEOUTS, messages } = options;
  const server = createServer(
    { ...timeouts, ...messages, keepAliveTimeout: 65_000, requireHostHeader: false },
    answer,
  );
  server.on('checkExpectation', answer);
  server.on('clientError', refuseMalformed);
  options.attach?.(server);
  const port = await bindPort(server, options);
  return {
    port,
    drain: async () => {
      open.announceEnd();
      await drain(server);
    },
  };
}

async function bindPort(server: Server, options: ListenOptions): Promise<number> {
  const { port, orNext, variable } = options;
  const last = orNext ? port + NEXT_PORTS : port;
  for (let candidate = port; candidate <= last; candidate += 1) {
    const bound = await tryPort(server, { ...options, port: candidate });
    if (bound !== null) return bound;
  }
  throw new Error(`Port ${port} is taken: stop what listens there, or set ${variable} to another one.`);
}

function tryPort(server: Server, { host, port, variable }: ListenOptions): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else
        reject(
          new Error(`Cannot listen on ${host}, port ${port} (${error.code}): check HOST and ${variable}.`),
        );
    };
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function drain(server: Server): Promise<void> {
  // Not the close of HTTP servers: that cuts connections at once whose next request is on its way.
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
  const timeout = new AbortController();
  await Promise.race([closed, pause(DRAIN_MS, undefined, { signal: timeout.signal }).catch(() => undefined)]);
  timeout.abort();
  clearInterval(idle);
  server.closeAllConnections();
  await closed;
}
