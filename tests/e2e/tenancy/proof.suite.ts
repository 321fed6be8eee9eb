import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { failuresOf, proveTenancy } from '../../../scripts/prove/proveTenancy';
import type { WrittenProof } from '../../../scripts/prove/report';
import { withoutConditions } from '../../../scripts/prove/withoutFilter';
import { methodsOf, pathsOf } from '../../../src/core/presentation/endpoint';
import { modules } from '../../../src/modules';
import { notesModule, NOTES_SCHEMA } from '../../support/tenancy/notesModule';
import { proofDatabase } from '../../support/tenancy/proofDatabase';

const LONGEST_MS = 300_000;

const COMMAND = resolve('dist/scripts/prove-tenancy.js');

const subjects = ({ chapters }: WrittenProof, at: number) =>
  (chapters[at]?.lines ?? []).map(({ subject }) => subject);
const leaking = ({ lines }: WrittenProof['control']) =>
  lines.filter(({ leaks }) => leaks.length > 0).map(({ subject }) => subject);

describe('the proof of tenancy', () => {
  let proof: WrittenProof;
  beforeAll(async () => {
    const { PATH } = process.env;
    const child = spawn(process.execPath, [COMMAND, '--json'], {
      env: { PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    proof = JSON.parse(await text(child.stdout)) as WrittenProof;
  }, LONGEST_MS);

  it('G2 G3 G4 G5 G6 G18 G20 finds no way across, with the filter of the application or without', () => {
    expect(proof.failures).toEqual([]);
  });

  it('looks at every route, twice, and at every table of the modules', () => {
    const routes = modules
      .flatMap(({ endpoints }) => [...endpoints])
      .flatMap((endpoint) =>
        methodsOf(endpoint).flatMap((method) =>
          pathsOf(endpoint).map((path) => `${method.toUpperCase()} ${path}`),
        ),
      );
    expect(subjects(proof, 1).sort()).toEqual([...routes].sort());
    expect(subjects(proof, 2).sort()).toEqual([...routes].sort());
    expect(subjects(proof, 0)).toEqual(
      expect.arrayContaining([...modules.flatMap(({ tables }) => [...tables]), 'outbox', 'members_page()']),
    );
  });

  it('G18 runs on statements that lost their filter, and would see a leak', () => {
    expect(proof.conditions).toBeGreaterThan(20);
    expect(leaking(proof.control)).toEqual(
      expect.arrayContaining(['memberships', 'invitations', 'GET /workspaces/:workspaceId/invitations']),
    );
  });
});

describe('what somebody adds later', () => {
  let failures: string[];
  beforeAll(async () => {
    const proof = await proveTenancy({
      modules: [...modules, notesModule],
      newDatabase: () => proofDatabase(NOTES_SCHEMA),
      only: (path) => path.includes('/notes'),
    });
    failures = failuresOf(proof);
  }, LONGEST_MS);

  const about = (subject: string) =>
    [...new Set(failures.filter((one) => one.startsWith(`${subject}: `)))].map((one) =>
      one.slice(subject.length + 2),
    );

  it.each([
    ['note_pages', 'it refers to notes without the workspace in the key'],
    ['note_pages', expect.stringMatching(/^\d+ foreign rows are read in the member scope of A$/)],
    ['note_pages', expect.stringMatching(/^\d+ rows of B are changed by delete$/)],
    ['note_marks', 'row-level security is not enabled and forced'],
    ['note_marks', expect.stringMatching(/foreign rows are read in no scope/)],
    ['note_marks', 'a row of B is put in (done)'],
    ['note_codes', expect.stringMatching(/samples: \{ note_codes: \{ … \} \} in defineModule/)],
    ['all_notes()', expect.stringMatching(/facts of B are answered to A/)],
    ['GET /workspaces/:workspaceId/notes/:id', expect.stringMatching(/facts of B are answered with 200/)],
    ['PATCH /workspaces/:workspaceId/notes/:id', expect.stringMatching(/rows of B changed in .*notes/)],
    ['GET /workspaces/:workspaceId/notes/silent', expect.stringMatching(/nobody of B is let in/)],
  ])('is walked by itself: %s', (subject, failure) => {
    expect(about(subject)).toEqual(expect.arrayContaining([failure]));
  });

  it('passes where nothing is wrong with it', () => {
    expect(about('notes')).toEqual([]);
    expect(about('GET /workspaces/:workspaceId/notes')).toEqual([]);
  });
});

describe('the build without filter', () => {
  it.each([
    ['SELECT 1 FROM m WHERE m.workspace_id = $1 AND m.user_id = $2', 1],
    ['UPDATE "m" SET "role" = $1 WHERE "M"."workspace_id" = \'01a1fc9c-4b66-73de-9ec6-d2ed89dd454d\'', 1],
    ['DELETE FROM m WHERE id = ANY ($2) AND workspace_id = ANY ($1::uuid[])', 1],
    ['SELECT name FROM workspaces WHERE id = $1 AND deleted_at IS NULL FOR UPDATE', 1],
    ['UPDATE sessions SET workspace_id = $2 WHERE id = $1', 0],
    ['INSERT INTO m (workspace_id) VALUES ($1)', 0],
    ['SELECT 1 FROM m JOIN w ON w.id = m.workspace_id', 0],
  ])('takes the conditions on a workspace, and nothing else, out of %s', (statement, conditions) => {
    const bare = withoutConditions(statement);
    expect(bare.conditions).toBe(conditions);
    expect(bare.text === statement).toBe(conditions === 0);
    expect(bare.text).not.toMatch(/WHERE (\w+\.)?"?workspace_id"? =/);
  });
});
