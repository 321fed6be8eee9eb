import type { Person } from '../app/people';
import { TestSocket } from './TestSocket';

type More = Parameters<typeof TestSocket.open>[2] & { readonly after?: number };

/** Sockets of a test on one server; all are closed at its end. */
export class SocketScene {
  private readonly sockets: TestSocket[] = [];

  constructor(private readonly url: () => string) {}

  /** Connected, or refused: ask which. */
  with(auth: object, { after, ...options }: More = {}): TestSocket {
    const socket = TestSocket.open(this.url(), { ...auth, ...(after !== undefined && { after }) }, options);
    this.sockets.push(socket);
    return socket;
  }

  of({ accessToken }: Pick<Person, 'accessToken'>, more: More = {}): Promise<TestSocket> {
    return this.with({ token: accessToken }, more).connected();
  }

  /** Whatever they were told must be what the AsyncAPI document declares (reliability G15). */
  closeAll(): void {
    const sockets = this.sockets.splice(0);
    for (const socket of sockets) socket.close();
    const [fault] = sockets.flatMap(({ undeclared }) => undeclared);
    if (fault !== undefined) throw new Error(`A socket was told what is not declared: ${fault}`);
  }
}
