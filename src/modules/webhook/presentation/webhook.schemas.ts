import Joi from 'joi';
import { line } from '../../../core/presentation/schemas';

export const urlSchema = line(2_048)
  .description(
    'Where messages are posted to. In production an https address of a host on the public internet. It holds no user name, no password and no fragment.',
  )
  .example('https://hooks.example.com/portico');

export const descriptionSchema = line(200).allow('').description('For people.').example('The billing system');

/** The first fault is enough: ten thousand of them are one mistake. */
export const eventsSchema = Joi.array()
  .items(Joi.string().max(100))
  .min(1)
  .max(100)
  .unique()
  .prefs({ abortEarly: true })
  .description('Names of events that members of the workspace hear of; `*` for all, also those to come.')
  .example(['workspace:member:joined', 'workspace:member:removed']);

export const doneSchema = Joi.object({ ok: Joi.boolean().valid(true).required() }).id('Done');
export const done = { ok: true } as const;
