import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import request from 'supertest';
import type { Resolve } from '../../../src/core/application/Injectable';
import { DomainError } from '../../../src/core/domain/DomainError';
import { guards, type Guards } from '../../../src/core/kit';
import { refusalOf } from '../../../src/core/presentation/envelope';
import { aMember, aSuperAdmin, aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import type { Person } from '../../support/app/people';
import { TestApp } from '../../support/app/TestApp';

const sayRefusal: ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof DomainError)) return next(error);
  const { statusCode, code, details } = refusalOf(error);
  response.status(statusCode).json({ code, details });
};
const sayWhoCalls: RequestHandler = ({ user, tenantId }, response) => {
  response.json({ user: user ?? null, tenantId: tenantId ?? null });
};

/** A server of somebody's own that stands behind the guards, by their names. */
function ownRoutes(get: Resolve): Express {
  const by: Guards = guards(get);
  const inWorkspace = [by.authenticate, by.requireAuth, by.requireWorkspace];
  const app = express();
  app.get('/anybody', by.authenticate, by.tenantContext, sayWhoCalls);
  app.get('/signed-in', by.authenticate, by.requireAuth, by.tenantContext, sayWhoCalls);
  app.get('/members/:workspaceId', ...inWorkspace, sayWhoCalls);
  app.get('/organizations/:workspaceId', by.authenticate, by.requireOrganization, sayWhoCalls);
  app.get('/deleters/:workspaceId', ...inWorkspace, by.requirePermission('users.delete'), sayWhoCalls);
  app.get('/owners/:workspaceId', ...inWorkspace, by.authorize('owner', 'admin'), sayWhoCalls);
  app.get('/platform', by.authenticate, by.requireAuth, by.requireSuperAdmin, sayWhoCalls);
  app.get('/unguarded', by.requireSuperAdmin, sayWhoCalls);
  app.use(sayRefusal);
  return app;
}

describe('The guards by name', () => {
  let app: TestApp;
  let own: Express;
  let owner: VerifiedOwner;
  let manager: Person;
  let stranger: VerifiedOwner;
  let root: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    own = ownRoutes(app.resolve);
    owner = await aVerifiedOwner(app);
    manager = await aMember(app, owner.workspaceId, 'manager');
    stranger = await aVerifiedOwner(app);
    root = await aSuperAdmin(app);
  });
  afterAll(() => app.stop());

  async function asked(path: string, who: Person | null): Promise<string> {
    const call = request(own).get(path.replace(':acme', owner.workspaceId));
    const answer = await (who ? call.set('Authorization', `Bearer ${who.accessToken}`) : call);
    const { code = '', details = [] } = answer.body as { code?: string; details?: { message: string }[] };
    return [answer.status, code, ...details.map(({ message }) => message)].filter(Boolean).join(' ');
  }

  it('say who calls, and in which workspace', async () => {
    const { id: userId, email, workspaceId, accessToken } = owner;
    const inOwn = await request(own).get('/signed-in').set('Authorization', `Bearer ${accessToken}`);
    const anonymous = await request(own).get('/anybody');

    expect(inOwn.body).toEqual({
      user: { userId, email, sid: expect.any(String), role: 'owner', workspaceId },
      tenantId: workspaceId,
    });
    expect(anonymous.body).toEqual({ user: null, tenantId: null });
  });

  it('let pass whom they should, and refuse everybody else as endpoints do', async () => {
    const rows = await Promise.all(
      [
        '/anybody',
        '/signed-in',
        '/members/:acme',
        '/organizations/:acme',
        '/deleters/:acme',
        '/owners/:acme',
        '/platform',
      ].map(async (path) => [
        path,
        await asked(path, null),
        await asked(path, stranger),
        await asked(path, manager),
        await asked(path, owner),
        await asked(path, root),
      ]),
    );

    const nobody = '401 TOKEN_MISSING';
    const forbidden = '403 FORBIDDEN';
    expect(rows).toEqual([
      ['/anybody', '200', '200', '200', '200', '200'],
      ['/signed-in', nobody, '200', '200', '200', '200'],
      ['/members/:acme', nobody, '404 NOT_FOUND', '200', '200', '200'],
      ['/organizations/:acme', '404 NOT_FOUND', '404 NOT_FOUND', '200', '200', '200'],
      ['/deleters/:acme', nobody, '404 NOT_FOUND', '200', '200', '200'],
      ['/owners/:acme', nobody, '404 NOT_FOUND', forbidden, '200', '200'],
      ['/platform', nobody, forbidden, forbidden, forbidden, '200'],
    ]);
    expect(await asked('/unguarded', null)).toBe(nobody);
  });

  it('refuse a token that does not hold, also where nobody has to sign in', async () => {
    const answer = await request(own).get('/anybody').set('Authorization', 'Bearer a.b.c');
    expect(answer.body).toMatchObject({ code: 'TOKEN_INVALID' });
  });

  it('name the permission that is missing', async () => {
    const viewer = await aMember(app, owner.workspaceId, 'viewer');
    expect(await asked('/deleters/:acme', viewer)).toBe('403 FORBIDDEN users.delete');
  });
});
