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
