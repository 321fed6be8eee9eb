import Joi from 'joi';
import { endpoint, ok, signedIn } from '../../../core/kit';
import { ChangePreferences } from '../application/ChangePreferences';
import { ShowPreferences } from '../application/ShowPreferences';
import type { Choice } from '../domain/preferences';
import { choicesSchema, preferencesSchema } from './notification.views';

const show = endpoint({
  method: 'get',
  path: '/notifications/preferences',
  access: signedIn,
  tag: 'Notifications',
  summary: 'Read what you are told, and how',
  description:
    'Every group of notifications with every channel: `in-app` (the list and the sockets) and `mail`. ' +
    'What is `locked` cannot be turned off: the security of your account, and the invitation, which is a mail.',
  responses: { 200: { description: 'Your preferences', data: preferencesSchema } },
  uses: { showPreferences: ShowPreferences },
  async handle({ caller }, { showPreferences }) {
    return ok('Your preferences', await showPreferences.execute(caller.userId));
  },
});

const change = endpoint({
  method: ['put', 'patch'],
  path: '/notifications/preferences',
  access: signedIn,
  tag: 'Notifications',
  summary: 'Choose what you are told, and how',
  description: 'Changes the preferences that are named, all or none. The others stay as they are.',
  body: Joi.object<{ preferences: Choice[] }, true>({ preferences: choicesSchema }),
  responses: { 200: { description: 'All preferences as they are now', data: preferencesSchema } },
  refusals: ['PREFERENCE_LOCKED'],
  uses: { changePreferences: ChangePreferences },
  async handle({ caller, body }, { changePreferences }) {
    return ok('Preferences changed', await changePreferences.execute(caller.userId, body.preferences));
  },
});

export const preferenceEndpoints = [show, change];
