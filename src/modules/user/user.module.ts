import { defineModule, outsideJob } from '../../core/kit';
import { EraseAvatar } from './application/EraseAvatar';
import { ERASE_AVATAR } from './application/EraseAvatarLater';
import { ExportProfile } from './application/ExportProfile';
import { bindAdapters } from './bindAdapters.module';
import { bindUseCases } from './bindUseCases.module';
import './domain/permissions';
import { UserModel } from './infrastructure/UserModel';
import { accountsEndpoints } from './presentation/accounts.routes';
import { avatarEndpoints, avatarFiles } from './presentation/avatar.routes';
import { emailEndpoints } from './presentation/email.routes';
import { peopleEndpoints } from './presentation/people.routes';
import { userMails } from './presentation/user.mails';
import { userEndpoints } from './presentation/user.routes';
import { userEvents } from './user.events';
import { userRetention } from './user.retention';

export const userModule = defineModule({
  name: 'user',
  permissions: {
    'users.read': 'See the people of the workspace',
    'users.create': 'Register people into the workspace',
    'users.update': 'Change members of the workspace',
    'users.delete': 'Take people out of the workspace',
  },
  events: userEvents,
  mails: userMails,
  endpoints: [
    ...userEndpoints,
    ...peopleEndpoints,
    ...accountsEndpoints,
    ...emailEndpoints,
    ...avatarEndpoints,
  ],
  files: [avatarFiles],
  reactions: [],
  jobs: [outsideJob(ERASE_AVATAR, EraseAvatar)],
  tables: ['users'],
  retention: userRetention,
  exports: { profile: ExportProfile },
  models: [UserModel],
  services: [],
  bind(bind) {
    bindAdapters(bind);
    bindUseCases(bind);
  },
});
