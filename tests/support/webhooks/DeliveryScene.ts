import { Webhook as StandardWebhook } from 'standardwebhooks';
import { aVerifiedOwner, type VerifiedOwner } from '../app/members';
import { aRole } from '../app/roles';
import { TestApp } from '../app/TestApp';
import { there } from '../there';
import { Receiver, type Received } from './Receiver';
import { webhooksOf, type MadeWebhook } from './webhooks';

/** A workspace, and a server of its own that webhooks are sent to: fresh for each test. */
export class DeliveryScene {
  private started: { readonly app: TestApp; readonly receiver: Receiver } | null = null;
  private owner: VerifiedOwner | null = null;

  constructor() {
    beforeAll(async () => {
      this.started = { app: await TestApp.start(), receiver: await Receiver.listen() };
    });
    beforeEach(() => this.begin());
    afterAll(async () => {
      await this.app.stop();
      await this.receiver.close();
    });
  }

  get app(): TestApp {
    return there(this.started).app;
  }

  get receiver(): Receiver {
    return there(this.started).receiver;
  }

  get acme(): VerifiedOwner {
    return there(this.owner);
  }

  private async begin(): Promise<void> {
    // What an earlier test left to be tried again would reach the receiver of this one.
    await this.app.sql('DELETE FROM webhook_deliveries');
    this.owner = await aVerifiedOwner(this.app);
    await this.app.drain();
    this.receiver.behaves = () => ({});
    this.receiver.told();
  }

  at({ id }: Pick<MadeWebhook, 'id'>, more = ''): string {
    return `${webhooksOf(this.acme)}/${id}${more}`;
  }

  async read(webhook: MadeWebhook, more = '') {
    return (await this.app.get(this.at(webhook, more), as(this.acme)).expect(200)).body.data;
  }

  deliveries(webhook: MadeWebhook, query = '') {
    return this.read(webhook, `/deliveries${query}`);
  }

  post(webhook: MadeWebhook, more: string) {
    return this.app.post(this.at(webhook, more), {}, as(this.acme));
  }

  /** Something is done in the workspace, and told to whoever wants it. */
  async something(): Promise<void> {
    await aRole(this.app, this.acme);
    await this.app.drain();
  }
}

export const as = ({ accessToken: token }: { readonly accessToken: string }) => ({ token });

/** The body of a message, once its signature was verified. */
export function verified({ raw, headers }: Received, secret: string): unknown {
  return new StandardWebhook(secret).verify(raw, headers as Record<string, string>);
}
