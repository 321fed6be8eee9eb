import { Clock } from '../../core/application/Clock';
import { EventViews } from '../../core/application/EventViews';
import { Jobs } from '../../core/application/Jobs';
import { Ledger } from '../../core/application/Ledger';
import { Metrics } from '../../core/application/Metrics';
import { PermissionDefinitions } from '../../core/application/PermissionDefinitions';
import { Post } from '../../core/application/Post';
import { Random } from '../../core/application/Random';
import { RequestContext } from '../../core/application/RequestContext';
import { Sealer } from '../../core/application/Sealer';
import { UnitOfWork } from '../../core/application/UnitOfWork';
import { Config } from '../../core/config/Config';
import { Database } from '../../core/infrastructure/database/Database';
import { ScopedReader } from '../../core/infrastructure/database/ScopedReader';
import { EventDefinitions } from '../../core/infrastructure/events/EventDefinitions';
import { defineModule, outsideJob, reaction, type Bind } from '../../core/kit';
import { DeleteWebhook } from './application/DeleteWebhook';
import { Deliveries } from './application/Deliveries';
import { DeliverWebhook } from './application/DeliverWebhook';
import { DeliveryList } from './application/DeliveryList';
import { EditWebhook } from './application/EditWebhook';
import { HoldWebhook } from './application/HoldWebhook';
import { MailWhenWebhookDisabled } from './application/MailWhenWebhookDisabled';
import { MakeWebhook } from './application/MakeWebhook';
import { OweDeliveries } from './application/OweDeliveries';
import { Redeliver } from './application/Redeliver';
import { RotateSecret } from './application/RotateSecret';
import { TargetRules } from './application/TargetRules';
import { TestWebhook } from './application/TestWebhook';
import { ToldEvents } from './application/ToldEvents';
import { WebhookContacts } from './application/WebhookContacts';
import { WebhookInput } from './application/WebhookInput';
import { WebhookList } from './application/WebhookList';
import { WebhookSender } from './application/WebhookSender';
import './domain/permissions';
import { WebhookRepository } from './domain/WebhookRepository';
import { AnyTargets } from './infrastructure/AnyTargets';
import { DefinedToldEvents } from './infrastructure/DefinedToldEvents';
import { HttpWebhookSender } from './infrastructure/HttpWebhookSender';
import { PublicTargets } from './infrastructure/PublicTargets';
import { SigningSecrets } from './infrastructure/SigningSecrets';
import { SqlDeliveries } from './infrastructure/SqlDeliveries';
import { SqlDeliveryList } from './infrastructure/SqlDeliveryList';
import { SqlWebhookContacts } from './infrastructure/SqlWebhookContacts';
import { SqlWebhookList } from './infrastructure/SqlWebhookList';
import { SqlWebhookRepository } from './infrastructure/SqlWebhookRepository';
import { Targets } from './infrastructure/Targets';
import { deliveryEndpoints } from './presentation/deliveries.routes';
import { webhookMails } from './presentation/webhook.mails';
import { webhookEndpoints } from './presentation/webhooks.routes';
import { webhookEvents } from './webhook.events';
import { webhookRetention } from './webhook.retention';

const OUTCOMES = [{ outcome: 'delivered' }, { outcome: 'failed' }, { outcome: 'given_up' }];

export const webhookModule = defineModule({
  name: 'webhook',
  permissions: { 'webhooks.manage': 'Manage the webhooks of the workspace' },
  events: webhookEvents,
  mails: webhookMails,
  endpoints: [...webhookEndpoints, ...deliveryEndpoints],
  reactions: [reaction('workspace:webhook:disabled', MailWhenWebhookDisabled)],
  jobs: [
    {
      ...outsideJob(DeliverWebhook.JOB, DeliverWebhook, 'Webhook worker'),
      gaveUp: (job, resolve) => resolve(DeliverWebhook).gaveUp(job),
    },
  ],
  consumers: [OweDeliveries],
  tables: ['webhook_endpoints', 'webhook_deliveries', 'webhook_attempts'],
  retention: webhookRetention,
  samples: {
    webhook_endpoints: {
      ...{
        url: 'https://example.com/',
        events: ['*'],
        enabled: true,
        disabled_reason: null,
        disabled_at: null,
      },
      ...{ previous_secret: null, previous_until: null, deleted_at: null },
    },
    webhook_deliveries: { body: '{}' },
  },
  models: [],
  services: [],
  bind(bind) {
    bindAdapters(bind);
    bindManaging(bind);
    bindDelivering(bind);
  },
});

function bindAdapters(bind: Bind): void {
  bind(SigningSecrets, (get) => new SigningSecrets(get(Sealer)));
  bind(WebhookRepository, (get) => new SqlWebhookRepository(get(Database), get(Ledger), get(SigningSecrets)));
  bind(Deliveries, (get) => new SqlDeliveries(get(Database), get(SigningSecrets)));
  bind(WebhookList, (get) => new SqlWebhookList(get(ScopedReader)));
  bind(DeliveryList, (get) => new SqlDeliveryList(get(ScopedReader)));
  bind(WebhookContacts, (get) => new SqlWebhookContacts(get(Database)));
  bind(ToldEvents, (get) => new DefinedToldEvents(get(EventDefinitions)));
  bind(Targets, (get) => (get(Config).env === 'production' ? new PublicTargets() : new AnyTargets()));
  bind(TargetRules, (get) => get(Targets));
  bind(WebhookSender, (get) => new HttpWebhookSender(get(Targets), get(Clock)));
}

function bindManaging(bind: Bind): void {
  bind(WebhookInput, (get) => new WebhookInput(get(TargetRules), get(ToldEvents)));
  bind(
    MakeWebhook,
    (get) => new MakeWebhook(get(UnitOfWork), get(WebhookRepository), get(WebhookInput), get(Random)),
  );
  bind(HoldWebhook, (get) => new HoldWebhook(get(UnitOfWork), get(WebhookRepository)));
  bind(EditWebhook, (get) => new EditWebhook(get(HoldWebhook), get(WebhookRepository), get(WebhookInput)));
  bind(RotateSecret, (get) => new RotateSecret(get(HoldWebhook), get(WebhookRepository), get(Random)));
  bind(DeleteWebhook, (get) => new DeleteWebhook(get(HoldWebhook), get(WebhookRepository)));
}

function bindDelivering(bind: Bind): void {
  bind(
    OweDeliveries,
    (get) =>
      new OweDeliveries(
        get(Deliveries),
        get(ToldEvents),
        get(EventViews),
        get(Jobs),
        get(PermissionDefinitions),
      ),
  );
  bind(
    DeliverWebhook,
    (get) =>
      new DeliverWebhook(
        get(UnitOfWork),
        get(Deliveries),
        get(WebhookRepository),
        get(WebhookSender),
        get(Metrics).counter('webhook_attempts_total', 'Attempts to deliver.', ['outcome'], OUTCOMES),
      ),
  );
  bind(
    TestWebhook,
    (get) => new TestWebhook(get(Redeliver), get(Deliveries), get(Random), get(Clock), get(RequestContext)),
  );
  bind(
    Redeliver,
    (get) => new Redeliver(get(UnitOfWork), get(WebhookRepository), get(Deliveries), get(Jobs)),
  );
  bind(MailWhenWebhookDisabled, (get) => new MailWhenWebhookDisabled(get(WebhookContacts), get(Post)));
}
