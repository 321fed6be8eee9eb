import { aRole } from '../../app/roles';
import { there } from '../../there';
import { aWebhook, webhooksOf } from '../../webhooks/webhooks';
import type { CrashScene } from '../CrashScene';
import { anOwnerAt } from '../people';
import type { WritePath } from '../WritePath';

async function ownerWithWebhook(app: CrashScene) {
  app.receiverAnswers(200);
  const { by, at } = await anOwnerAt(app);
  const { id } = await aWebhook(app, by, app.receiver.url);
  return { by, at: { ...at, id } };
}

/** A role whose end a webhook is told. */
async function roleToTell(app: CrashScene) {
  const { by, at } = await ownerWithWebhook(app);
  const { id } = await aRole(app, by);
  await app.drain();
  const path = `/workspaces/${at.workspaceId}/roles/${id}`;
  return async () => {
    const { status } = await app.call('delete', path, undefined, { token: by.accessToken });
    return String(status);
  };
}

/** No event can be taken by the relay, and each can by the job that is owed for it then. */
async function failFirst(app: CrashScene): Promise<void> {
  await app.sql(
    `CREATE OR REPLACE FUNCTION fail_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF NOT EXISTS (SELECT 1 FROM jobs WHERE kind = 'consumer:OweDeliveries'
           AND payload #>> '{event,id}' = NEW.event_id::text)
         THEN RAISE EXCEPTION 'as the test wants it'; END IF;
       RETURN NEW;
     END $$`,
  );
  await app.sql(
    `CREATE OR REPLACE TRIGGER fail_first BEFORE INSERT ON webhook_deliveries FOR EACH ROW EXECUTE FUNCTION fail_first()`,
  );
}

export const webhookPaths: readonly WritePath[] = [
  {
    on: 'POST /workspaces/:workspaceId/webhooks',
    arrange: async (app) => ({ ...(await anOwnerAt(app)), with: { url: app.receiver.url } }),
  },
  {
    on: 'PUT /workspaces/:workspaceId/webhooks/:id',
    arrange: async (app) => ({ ...(await ownerWithWebhook(app)), with: { description: 'Orders' } }),
  },
  {
    on: 'POST /workspaces/:workspaceId/webhooks/:id/rotate-secret',
    arrange: ownerWithWebhook,
  },
  { on: 'DELETE /workspaces/:workspaceId/webhooks/:id', arrange: ownerWithWebhook },
  {
    on: 'POST /workspaces/:workspaceId/webhooks/:id/test',
    after: ['webhook.deliver: UPDATE jobs'],
    arrange: ownerWithWebhook,
  },
  {
    on: 'POST /workspaces/:workspaceId/webhooks/:id/deliveries/:deliveryId/redeliver',
    arrange: async (app) => {
      const { by, at } = await ownerWithWebhook(app);
      await app.post(`${webhooksOf(by)}/${at.id}/test`, {}, { token: by.accessToken }).expect(201);
      await app.drain();
      const [sent] = await app.sql<{ id: string }>(
        'SELECT event_id AS id FROM webhook_deliveries WHERE endpoint_id = $1',
        [at.id],
      );
      return { by, at: { ...at, deliveryId: there(sent).id } };
    },
  },
  {
    on: 'consumer OweDeliveries',
    after: ['INSERT INTO jobs, INSERT INTO webhook_deliveries, INSERT INTO workspace_feeds, UPDATE outbox'],
    arrange: roleToTell,
  },
  {
    on: 'consumer OweDeliveries',
    how: 'of a webhook that is gone',
    after: ['reaction:MailWhenWebhookDisabled on workspace:webhook:disabled: INSERT INTO jobs, UPDATE jobs'],
    arrange: async (app) => {
      const told = await roleToTell(app);
      app.receiverAnswers(410);
      return told;
    },
  },
  {
    on: 'consumer OweDeliveries',
    how: 'that failed at first',
    after: [
      'consumer:OweDeliveries on workspace:role:deleted: INSERT INTO jobs, INSERT INTO webhook_deliveries, UPDATE jobs',
    ],
    arrange: async (app) => {
      const told = await roleToTell(app);
      await failFirst(app);
      return told;
    },
  },
];
