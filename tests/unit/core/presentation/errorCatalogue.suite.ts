import { resolve } from 'node:path';
import { errorCatalogue, type ErrorEntry } from '../../../../src/core/presentation/errorCatalogue';
import { statusOf } from '../../../../src/core/presentation/errorTable';
import type { ErrorKind } from '../../../../src/core/domain/DomainError';
import { thrownCodes } from '../../../support/thrownCodes';

const thrown = thrownCodes(resolve(__dirname, '../../../../src'));
const catalogue: Readonly<Record<string, ErrorEntry>> = errorCatalogue;

describe('the error catalogue', () => {
  it('explains every code that is thrown', () => {
    const unexplained = thrown.filter(({ code }) => !(code in catalogue));
    expect(unexplained).toEqual([]);
  });

  it('explains no code that nothing throws', () => {
    const codes = new Set(thrown.map(({ code }) => code));
    expect(Object.keys(catalogue).filter((code) => !codes.has(code))).toEqual([]);
  });

  it('knows the status each code is sent with', () => {
    const wrong = thrown.filter(({ code, as }) => {
      const status = typeof as === 'number' ? as : statusOf[as as ErrorKind];
      const entry = catalogue[code];
      return entry && status !== entry.status && status !== entry.ownStatus;
    });
    expect(wrong).toEqual([]);
  });
});
