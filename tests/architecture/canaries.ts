/** A tree of sources that must break one rule, and only that one. */
export type Canary = Readonly<Record<string, string>>;

const nothing = 'export {};';
const express = `import type { Request } from 'express'; export type Caller = Request;`;

/** Every rule of `.dependency-cruiser.js` with what it exists to prevent. */
export const canaries: Readonly<Record<string, readonly Canary[]>> = {
  'domain-stands-alone': [
    { 'src/modules/user/domain/User.ts': express },
    { 'src/modules/user/domain/User.ts': `import Joi from 'joi'; export const name = Joi;` },
    { 'src/core/domain/ids.ts': `import { randomUUID } from 'node:crypto'; export const id = randomUUID();` },
    {
      'src/modules/user/domain/User.ts': `import type { Clock } from '../../../core/application/Clock'; export type C = Clock;`,
      'src/core/application/Clock.ts': 'export interface Clock { now(): Date }',
    },
    {
      'src/modules/workspace/domain/Workspace.ts': `export { user } from '../../user';`,
      'src/modules/user/index.ts': 'export const user = 1;',
    },
  ],
  'application-knows-ports-only': [
    { 'src/modules/user/application/RegisterUser.ts': express },
    { 'src/modules/user/application/RegisterUser.ts': `export { Op } from 'sequelize';` },
    { 'src/modules/user/application/RegisterUser.ts': `export { readFile } from 'node:fs/promises';` },
    {
      'src/modules/user/application/RegisterUser.ts': `export * from '../infrastructure/UserModel';`,
      'src/modules/user/infrastructure/UserModel.ts': nothing,
    },
    {
      'src/core/application/Log.ts': `export * from '../config/Config';`,
      'src/core/config/Config.ts': nothing,
    },
  ],
  'presentation-knows-no-adapter': [
    {
      'src/modules/user/presentation/user.routes.ts': `export * from '../infrastructure/UserModel';`,
      'src/modules/user/infrastructure/UserModel.ts': nothing,
    },
  ],
  'infrastructure-knows-no-presentation': [
    {
      'src/core/infrastructure/WinstonLog.ts': `export * from '../presentation/envelope';`,
      'src/core/presentation/envelope.ts': nothing,
    },
  ],
  'modules-meet-at-index': [
    {
      'src/modules/workspace/infrastructure/Lookup.ts': `import type { User } from '../../user/domain/User'; export type U = User;`,
      'src/modules/user/domain/User.ts': 'export interface User { id: string }',
    },
  ],
  'index-reaches-no-adapter': [
    {
      'src/modules/user/index.ts': `export { user } from './user.module';`,
      'src/modules/user/user.module.ts': `export * from './infrastructure/UserModel'; export const user = 1;`,
      'src/modules/user/infrastructure/UserModel.ts': nothing,
    },
    {
      'src/modules/user/index.ts': `export * from './presentation/user.routes';`,
      'src/modules/user/presentation/user.routes.ts': nothing,
    },
  ],
  'user-uses-no-module': [usesIndex('user', 'role'), usesIndex('user', 'workspace')],
  'role-uses-no-module': [usesIndex('role', 'user'), usesIndex('role', 'auth')],
  'workspace-uses-user-and-role': [usesIndex('workspace', 'auth'), usesIndex('workspace', 'billing')],
  'auth-uses-user-and-role-and-workspace': [usesIndex('auth', 'billing')],
  'nobody-imports-a-listener': [
    usesIndex('auth', 'audit'),
    usesIndex('audit', 'notification'),
    usesIndex('workspace', 'notification'),
    usesIndex('notification', 'audit'),
    usesIndex('notification', 'webhook'),
  ],
  'core-knows-no-module': [
    {
      'src/core/kit/endpoint.ts': `export { user } from '../../modules/user';`,
      'src/modules/user/index.ts': 'export const user = 1;',
    },
    {
      'src/server.ts': `export { user } from './modules/user';`,
      'src/modules/user/index.ts': 'export const user = 1;',
    },
  ],
  'bootstrap-knows-only-the-list': [
    {
      'src/core/bootstrap/app.ts': `export { user } from '../../modules/user';`,
      'src/modules/user/index.ts': 'export const user = 1;',
    },
  ],
  'only-bootstrap-sees-all-modules': [
    {
      'src/core/presentation/matrix.ts': `export { modules } from '../../modules';`,
      'src/modules/index.ts': 'export const modules = [];',
    },
  ],
  'only-the-entry-starts-bootstrap': [
    {
      'src/modules/user/user.module.ts': `export { container } from '../../core/bootstrap/container';`,
      'src/core/bootstrap/container.ts': 'export const container = 1;',
    },
  ],
  'container-stays-in-composition': [
    {
      'src/core/infrastructure/Relay.ts': `import { container } from 'tsyringe'; export const c = container;`,
    },
    {
      'src/core/kit/defineModule.ts': `import type { Lifecycle } from 'tsyringe'; export type L = Lifecycle;`,
    },
  ],
  'no-cycle': [
    {
      'src/core/kit/left.ts': `import { right } from './right'; export const left = (): unknown => right;`,
      'src/core/kit/right.ts': `import { left } from './left'; export const right = (): unknown => left;`,
    },
  ],
  'src-stands-without-tests-and-scripts': [
    { 'src/core/kit/fake.ts': `export * from '../../../tests/fake';`, 'tests/fake.ts': nothing },
    { 'src/core/kit/run.ts': `export * from '../../../scripts/run';`, 'scripts/run.ts': nothing },
  ],
  'src-needs-no-development-package': [
    { 'src/core/infrastructure/Mail.ts': `import supertest from 'supertest'; export const s = supertest;` },
  ],
  'packages-are-declared': [
    { 'src/core/infrastructure/Mail.ts': `import stray from 'stray'; export const s = stray;` },
  ],
  'imports-resolve': [{ 'src/core/kit/gone.ts': `export * from './nowhere';` }],
};

function usesIndex(module: string, other: string): Canary {
  return {
    [`src/modules/${module}/application/Act.ts`]: `export { other } from '../../${other}';`,
    [`src/modules/${other}/index.ts`]: 'export const other = 1;',
  };
}
