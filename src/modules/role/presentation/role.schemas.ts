import Joi from 'joi';
import { line } from '../../../core/presentation/schemas';

export const roleNameSchema = line(50)
  .description(
    'Unique in the workspace, whatever its case. Names of built-in roles and of the platform are reserved.',
  )
  .example('Auditor');

/** The first fault is enough: ten thousand of them are one mistake. */
export const permissionsSchema = Joi.array()
  .max(100)
  .items(Joi.string().max(100))
  .unique()
  .prefs({ abortEarly: true })
  .description('Names from `GET /permissions`.')
  .example(['members.invite', 'users.read']);

export const doneSchema = Joi.object({ ok: Joi.boolean().valid(true).required() }).id('Done');
export const done = { ok: true } as const;
