import Joi from 'joi';
import { time, uuid } from '../../../core/presentation/schemas';
import { builtInRoleNames } from '../../role';
import type { WorkspaceState } from '../domain/Workspace';

export function workspaceView(workspace: WorkspaceState, version: number) {
  return {
    id: workspace.id,
    name: workspace.name,
    slug: workspace.slug,
    plan: workspace.plan,
    status: workspace.status,
    seatLimit: workspace.seatLimit,
    createdAt: workspace.createdAt,
    updatedAt: workspace.updatedAt,
    version,
  };
}

export const workspaceSchema = Joi.object({
  id: uuid().required(),
  name: Joi.string().required(),
  slug: Joi.string().required(),
  plan: Joi.string().required(),
  status: Joi.string().valid('active', 'suspended').required(),
  seatLimit: Joi.number().integer().min(1).allow(null).required(),
  createdAt: time().required(),
  updatedAt: time().required(),
  version: Joi.number().integer().min(1).required(),
}).id('Workspace');

export const roleSchema = Joi.string().valid(...builtInRoleNames);

export const slugSchema = Joi.string()
  .max(48)
  .pattern(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .description('Lower-case letters and digits with single hyphens between them.')
  .example('acme');

export const planSchema = Joi.string()
  .max(32)
  .pattern(/^[a-z][a-z0-9-]*$/)
  .description('A label of your own choosing, `free` at first; no limit depends on it.');

export const seatLimitSchema = Joi.number()
  .integer()
  .min(1)
  .max(1_000_000)
  .allow(null)
  .description('Most members the workspace may have; null for as many as come.');

export const doneSchema = Joi.object({ ok: Joi.boolean().valid(true).required() }).id('Done');
export const done = { ok: true } as const;
