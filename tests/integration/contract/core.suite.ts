import { JobQueue } from '../../../src/core/infrastructure/jobs/JobQueue';
import { SqlJobs } from '../../../src/core/infrastructure/jobs/SqlJobs';
import { AesGcmSealer } from '../../../src/core/infrastructure/system/AesGcmSealer';
import { auditTrailContract } from '../../contract/auditTrail.contract';
import { jobsContract } from '../../contract/jobs.contract';
import { ledgerContract } from '../../contract/ledger.contract';
import { unitOfWorkContract } from '../../contract/unitOfWork.contract';
import { PostgresSurroundings } from '../../support/surroundings/PostgresSurroundings';

let around: PostgresSurroundings;
let jobs: SqlJobs;
let queue: JobQueue;

beforeAll(async () => {
  around = await PostgresSurroundings.open();
  await around.sql('CREATE TABLE notes (note text PRIMARY KEY)');
  await around.sql('GRANT INSERT ON notes TO portico_system');
  const { database, unit, random, context, wakeJobs } = around;
  const sealer = new AesGcmSealer('a key of the tests, long enough');
  jobs = new SqlJobs(database, unit, sealer, random, context, wakeJobs);
  queue = new JobQueue(database, unit, sealer, random);
});

afterAll(() => around.close());

unitOfWorkContract('SequelizeUnitOfWork', () => ({
  unit: around.unit,
  note: async (text) => void (await around.database.write('INSERT INTO notes VALUES ($1)', [text])),
  notes: async () => {
    const rows = await around.sql<{ note: string }>('DELETE FROM notes RETURNING note');
    return rows.map(({ note }) => note);
  },
}));

ledgerContract('OutboxLedger', () => Object.assign(around, { ledger: around.ledger }));

auditTrailContract('SqlAuditTrail', () => ({
  unit: around.unit,
  audit: around.audit,
  entries: (subjectId) =>
    around.sql(
      `SELECT action, actor_id AS "actorId", subject_id AS "subjectId", workspace_id AS "workspaceId", details
       FROM audit_log WHERE subject_id = $1`,
      [subjectId],
    ),
}));

jobsContract('SqlJobs', () => ({ unit: around.unit, jobs, due: (kind) => queue.claim([kind], 100) }));
