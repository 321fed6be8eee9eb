import Joi from 'joi';
import { Database } from '../../../src/core/infrastructure/database/Database';
import { UnitOfWork } from '../../../src/core/application/UnitOfWork';
import { defineModule, endpoint, member, notFound, ok } from '../../../src/core/kit';

const walled = (table: string) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY system_all ON ${table} TO portico_system USING (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO portico_app, portico_system;
  CREATE POLICY this_workspace ON ${table} TO portico_app`;

/** Tables as somebody may add them who is new here: one is as it should be. */
export const NOTES_SCHEMA = `
  CREATE TABLE notes (id uuid PRIMARY KEY, workspace_id uuid NOT NULL REFERENCES workspaces (id),
    body text NOT NULL, code text NOT NULL CHECK (code ~ '^[A-Z]{3}$'), UNIQUE (workspace_id, id));
  ${walled('notes')} USING (workspace_id = app_workspace());
  CREATE TABLE note_pages (id uuid PRIMARY KEY, workspace_id uuid NOT NULL, body text NOT NULL,
    note_id uuid NOT NULL REFERENCES notes (id));
  ${walled('note_pages')} USING (true) WITH CHECK (workspace_id = app_workspace());
  CREATE TABLE note_marks (id uuid PRIMARY KEY, workspace_id uuid NOT NULL, body text NOT NULL);
  GRANT SELECT, INSERT ON note_marks TO portico_app;
  CREATE TABLE note_codes (workspace_id uuid PRIMARY KEY, code text NOT NULL CHECK (code ~ '^[A-Z]{3}$'));
  ${walled('note_codes')} USING (workspace_id = app_workspace());
  CREATE FUNCTION all_notes(q text) RETURNS SETOF notes LANGUAGE sql SECURITY DEFINER
    AS $$ SELECT * FROM notes WHERE q IS NOT NULL $$`;

const everything = { as: 'system', for: 'taking the short way' } as const;
const data = Joi.object().unknown(true);
const common = {
  access: member,
  tag: 'Notes',
  summary: 'Notes',
  responses: { 200: { description: 'Done', data } },
};
const uses = { unit: UnitOfWork, database: Database };

const read = endpoint({
  ...{ ...common, uses },
  method: 'get',
  path: '/workspaces/:workspaceId/notes/:id',
  async handle({ params }, { unit, database }) {
    const [note] = await unit.run(everything, () =>
      database.rows<{ body: string }>('SELECT body FROM notes WHERE id = $1', [params.id]),
    );
    if (!note) throw notFound();
    return ok('A note', note);
  },
});

const recode = endpoint({
  ...{ ...common, uses },
  method: 'patch',
  path: '/workspaces/:workspaceId/notes/:id',
  async handle({ params }, { unit, database }) {
    await unit.run(everything, () =>
      database.write(`UPDATE notes SET code = 'XYZ' WHERE id = $1`, [params.id]),
    );
    return ok('Recoded', {});
  },
});

const list = endpoint({
  ...{ ...common, uses },
  method: 'get',
  path: '/workspaces/:workspaceId/notes',
  async handle({ caller, tenancy }, { unit, database }) {
    const scope = { as: 'member', userId: caller.userId, workspaceId: tenancy.workspaceId } as const;
    const select = 'SELECT body FROM notes WHERE workspace_id = $1';
    const notes = await unit.run(scope, () => database.rows(select, [tenancy.workspaceId]));
    return ok('Notes', { notes });
  },
});

const silent = endpoint({
  ...{ ...common, uses: {} },
  method: 'get',
  path: '/workspaces/:workspaceId/notes/silent',
  handle: () => ok('Nothing', {}),
});

/** A module with every mistake that the proof is there for, and one table and one route without. */
export const notesModule = defineModule({
  name: 'notes',
  permissions: {},
  events: {},
  mails: {},
  endpoints: [read, recode, list, silent],
  reactions: [],
  jobs: [],
  tables: ['notes', 'note_pages', 'note_marks', 'note_codes'],
  samples: { notes: { code: 'ABC' } },
  models: [],
  services: [],
  bind: () => undefined,
});
