import { InProcessCache } from '../../src/core/infrastructure/cache/InProcessCache';
import type { TwoLevelCache } from '../../src/core/infrastructure/cache/TwoLevelCache';
import { InProcessEventBus } from '../../src/core/infrastructure/events/InProcessEventBus';
import { AesGcmSealer } from '../../src/core/infrastructure/system/AesGcmSealer';
import { CryptoRandom } from '../../src/core/infrastructure/system/CryptoRandom';
import { FakeUnitOfWork } from '../support/fakes/FakeUnitOfWork';
import { Memory } from '../support/fakes/Memory';
import { RecordingAuditTrail } from '../support/fakes/RecordingAuditTrail';
import { RecordingJobs } from '../support/fakes/RecordingJobs';
import { SequentialRandom } from '../support/fakes/SequentialRandom';
import { aShelf } from '../support/redis/aShelf';
import { twoLevelCache } from '../support/redis/twoLevelCache';
import { silentLog } from '../support/silentLog';
import { InMemorySurroundings } from '../support/surroundings/InMemorySurroundings';
import { auditTrailContract } from './auditTrail.contract';
import { cacheContract } from './cache.contract';
import { eventBusContract } from './eventBus.contract';
import { jobsContract } from './jobs.contract';
import { ledgerContract } from './ledger.contract';
import { randomContract } from './random.contract';
import { sealerContract } from './sealer.contract';
import { unitOfWorkContract } from './unitOfWork.contract';

describe('in memory', () => {
  let memory: Memory;
  let unit: FakeUnitOfWork;

  beforeEach(() => {
    memory = new Memory();
    unit = new FakeUnitOfWork(memory);
  });

  describe('FakeUnitOfWork', () => {
    let rows: Map<string, string>;
    beforeEach(() => {
      rows = memory.table();
    });
    unitOfWorkContract('FakeUnitOfWork', () => ({
      unit,
      note: async (text) => void rows.set(text, text),
      notes: async () => {
        const notes = [...rows.keys()];
        rows.clear();
        return notes;
      },
    }));
  });

  describe('RecordingAuditTrail', () => {
    let audit: RecordingAuditTrail;
    beforeEach(() => {
      audit = new RecordingAuditTrail(memory);
    });
    auditTrailContract('RecordingAuditTrail', () => ({
      unit,
      audit,
      entries: async (id) => audit.entries.filter(({ subjectId }) => subjectId === id),
    }));
  });

  describe('RecordingJobs', () => {
    let jobs: RecordingJobs;
    let taken: Set<object>;
    beforeEach(() => {
      jobs = new RecordingJobs(memory);
      taken = new Set();
    });
    jobsContract('RecordingJobs', () => ({
      unit,
      jobs,
      due: async (wanted) => {
        const due = jobs.jobs.filter((job) => job.kind === wanted && !taken.has(job));
        due.forEach((job) => taken.add(job));
        return due.map(({ kind, payload, secret }) => ({ kind, payload: { ...payload, ...secret } }));
      },
    }));
  });

  describe('RecordingLedger', () => {
    let surroundings: InMemorySurroundings;
    beforeEach(() => {
      surroundings = new InMemorySurroundings();
    });
    ledgerContract('RecordingLedger', () => surroundings);
  });
});

const cache = new InProcessCache({ max: 100 });
cache.vouch(60_000);
cacheContract('InProcessCache', () => cache);

describe('on a shelf that several processes share', () => {
  let shared: TwoLevelCache;
  beforeEach(async () => {
    shared = await twoLevelCache(aShelf());
  });
  cacheContract('TwoLevelCache', () => shared);
});

describe('in one process', () => {
  let bus: InProcessEventBus;
  beforeEach(() => {
    bus = new InProcessEventBus(silentLog);
  });
  eventBusContract('InProcessEventBus', () => bus);
});

const sealer = new AesGcmSealer('a key of the tests, long enough');
const otherKey = new AesGcmSealer('another key of the tests, as long');
sealerContract('AesGcmSealer', () => ({ sealer, otherKey }));

const sequence = new SequentialRandom();
randomContract(
  'SequentialRandom',
  () => sequence,
  () => undefined,
);

describe('by the millisecond', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const random = new CryptoRandom();
  randomContract(
    'CryptoRandom',
    () => random,
    () => void jest.advanceTimersByTime(1),
  );
});
