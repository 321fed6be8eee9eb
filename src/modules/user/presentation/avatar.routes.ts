import { endpoint, ok, publicFiles, signedIn, upload } from '../../../core/kit';
import { AvatarStorage } from '../application/AvatarStorage';
import { ChangeMyAvatar } from '../application/ChangeMyAvatar';
import { ReplaceAvatar } from '../application/ReplaceAvatar';
import { AVATARS, AVATAR_NAME } from '../domain/avatarAddress';
import { ownUserSchema, ownUserView } from './user.views';

const change = endpoint({
  method: 'put',
  path: '/users/me/avatar',
  access: signedIn,
  tag: 'Users',
  summary: 'Give yourself a picture',
  description:
    'The middle of the image becomes a square of 256 × 256 pixels; of an animation its first frame. What a camera or ' +
    'a program wrote into the file is dropped. What the file is, is told by its bytes. The old picture is erased.',
  upload: upload('avatar', {
    largest: 5 * 1024 * 1024,
    types: ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'],
    description: 'The image: at most 25 million pixels as JPEG or WebP, 16 as PNG or GIF, 8 as AVIF.',
  }),
  responses: { 200: { description: 'The account as it is now', data: ownUserSchema } },
  refusals: [
    ...['UNSUPPORTED_IMAGE', 'IMAGE_UNREADABLE', 'IMAGE_TOO_LARGE', 'STORAGE_UNAVAILABLE'],
    ...['PRECONDITION_FAILED', 'VERSION_STALE'],
  ],
  uses: { changeMyAvatar: ChangeMyAvatar },
  async handle({ caller, body, ifVersion }, { changeMyAvatar }) {
    const user = await changeMyAvatar.execute(caller.userId, body.avatar, ifVersion);
    return ok('Picture changed', ownUserView(user.state, user.version), { version: user.version });
  },
});

const remove = endpoint({
  method: 'delete',
  path: '/users/me/avatar',
  access: signedIn,
  tag: 'Users',
  summary: 'Remove your picture',
  description: 'Its address leads nowhere soon after. Without a picture nothing changes.',
  responses: { 200: { description: 'The account as it is now', data: ownUserSchema } },
  refusals: ['PRECONDITION_FAILED', 'VERSION_STALE'],
  uses: { replaceAvatar: ReplaceAvatar },
  async handle({ caller, ifVersion }, { replaceAvatar }) {
    const user = await replaceAvatar.execute(caller.userId, null, ifVersion);
    return ok('Picture removed', ownUserView(user.state, user.version), { version: user.version });
  },
});

export const avatarEndpoints = [change, remove];

export const avatarFiles = publicFiles({
  path: AVATARS,
  name: AVATAR_NAME,
  contentType: 'image/webp',
  from: AvatarStorage,
});
