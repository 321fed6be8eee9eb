import type { ErrorRequestHandler } from 'express';
import type { AuditTrail } from '../application/AuditTrail';
import type { Log } from '../application/Log';
import type { RequestContext } from '../application/RequestContext';
import { DomainError } from '../domain/DomainError';
import { refusalOf, sendRefusal, type Refusal } from './envelope';
import { notFound } from './refusals';

const INTERNAL: Refusal = { statusCode: 500, code: 'INTERNAL_ERROR', message: 'Something went wrong here.' };

interface Dependencies {
  readonly log: Log;
  readonly audit: AuditTrail;
  readonly context: RequestContext;
}

/** Refusals as the table says; whatever else was thrown is a 500 that says nothing, and a log line that says all. */
export function errorHandler({ log, audit, context }: Dependencies): ErrorRequestHandler {
  return async (thrown: unknown, request, response, _next) => {
    const error = thrown instanceof URIError ? notFound() : thrown;
    if (response.headersSent) {
      log.error('An answer broke off', { error, path: request.path });
      response.destroy();
      return;
    }
    if (!(error instanceof DomainError)) {
      log.error('Request failed', { error, path: request.path });
      sendRefusal(response, INTERNAL);
      return;
    }
    if (error.kind === 'forbidden') await recordDenial(error);
    if (error.kind === 'unavailable')
      log.warn('Request refused', { code: error.code, error: error.facts.cause });
    if (error.kind === 'too-large' || error.kind === 'unsupported') response.setHeader('Connection', 'close');
    sendRefusal(response, refusalOf(error));
  };

  async function recordDenial(error: DomainError): Promise<void> {
    const { userId = null, workspaceId = null } = context.current() ?? {};
    const details = { code: error.code, permission: error.facts.permission ?? null };
    await audit
      .append([{ action: 'access.denied', actorId: userId, subjectId: userId, workspaceId, details }])
      .catch((failure: unknown) => log.error('A refusal could not be audited', { error: failure }));
  }
}
