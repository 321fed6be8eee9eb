import type { Request, Response } from 'express';
import multer, { MulterError, type Options } from 'multer';
import { DomainError, type Fault } from '../../domain/DomainError';
import { invalid } from '../refusals';
import type { Upload } from '../upload';
import { giveUpOnEndless } from './giveUpOnEndless';

/** Bytes for the boundaries and headers around the file. */
const FRAME = 16 * 1024;
const MOST_PARTS = 10;

type Files = Readonly<Record<string, Buffer>>;

/**
 * The one file of a multipart body, held in memory. Its name and its type are what a stranger claims: nobody reads them.
 * @throws DomainError VALIDATION_ERROR with every fault, MALFORMED_MULTIPART, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE.
 */
export async function readUpload(upload: Upload, request: Request, response: Response): Promise<Files> {
  const { field, largest } = upload;
  const isEmpty = request.headers['content-length'] === '0' || request.is('multipart/form-data') === null;
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!isEmpty && (!request.is('multipart/form-data') || encoding !== 'identity')) throw unsupported();
  const faults: Fault[] = [];
  if (!isEmpty) await parse(request, response, largest, only(field, faults));
  const [file] = (request.files ?? []) as Express.Multer.File[];
  for (const name of Object.keys((request.body ?? {}) as object)) {
    faults.push(name === field ? { path: `body.${field}`, message: 'must be a file' } : notAllowed(name));
  }
  if (!file && faults.length === 0) faults.push({ path: `body.${field}`, message: 'is required' });
  if (file?.buffer.length === 0) faults.push({ path: `body.${field}`, message: 'must not be empty' });
  if (!file || faults.length > 0) throw invalid(faults);
  return { [field]: file.buffer };
}

/** Takes one file of that field; others are read past, and told. */
function only(field: string, faults: Fault[]): NonNullable<Options['fileFilter']> {
  let isFirst = true;
  return (_request, { fieldname }, decide) => {
    if (fieldname !== field) faults.push(notAllowed(fieldname));
    else if (!isFirst) faults.push({ path: `body.${field}`, message: 'must be one file' });
    decide(null, fieldname === field && isFirst);
    isFirst &&= fieldname !== field;
  };
}

async function parse(
  request: Request,
  response: Response,
  fileSize: number,
  fileFilter: NonNullable<Options['fileFilter']>,
): Promise<void> {
  const limits = { fileSize, files: MOST_PARTS, fields: MOST_PARTS, parts: MOST_PARTS, fieldSize: 1_024 };
  const read = multer({ storage: multer.memoryStorage(), limits, fileFilter }).any();
  await new Promise<void>((resolve, reject) => {
    const forget = giveUpOnEndless(request, fileSize + FRAME, () => reject(tooLarge(fileSize)));
    read(request, response, (error?: unknown) => {
      if (forget()) reject(tooLarge(fileSize));
      else if (error === undefined) resolve();
      else reject(refusalFor(error, fileSize));
    });
  });
}

function refusalFor(error: unknown, fileSize: number): DomainError {
  if (!(error instanceof MulterError)) return brokenUpload();
  if (error.code === 'LIMIT_FILE_SIZE') return tooLarge(fileSize);
  return invalid([{ path: 'body', message: 'must be one file and nothing else' }]);
}

function notAllowed(name: string): Fault {
  return { path: `body.${name}`.slice(0, 200), message: 'is not allowed' };
}

export function brokenUpload(): DomainError {
  return new DomainError(
    'invalid',
    'MALFORMED_MULTIPART',
    'The body is not multipart/form-data, or breaks off.',
  );
}

function tooLarge(fileSize: number): DomainError {
  const megabytes = fileSize / 1024 / 1024;
  return new DomainError('too-large', 'BODY_TOO_LARGE', `The file is larger than ${megabytes} MB.`);
}

function unsupported(): DomainError {
  return new DomainError('unsupported', 'UNSUPPORTED_MEDIA_TYPE', 'Send the body as multipart/form-data.');
}
