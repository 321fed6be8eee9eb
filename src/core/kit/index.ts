/** The public surface a module stands on. */
export { defineModule, type ModuleDefinition, type Service } from './defineModule';
export { databaseJob, outsideJob, reaction } from './workers';
export type { Bind, Injectable, Resolve } from '../application/Injectable';
export type { MailContent, MailContext, MailTemplate } from './MailTemplate';
export type { RetentionRule } from './RetentionRule';
export {
  anyone,
  authorize,
  may,
  member,
  orPlatform,
  orSignedIn,
  refreshTokenBearer,
  signedIn,
  superAdmin,
  verified,
  withoutMfa,
} from '../presentation/access';
export { created, ok, type Answer, type Cookie, type FileAnswer } from '../presentation/answer';
export { endpoint, type AnyEndpoint } from '../presentation/endpoint';
export { guards, type Guards } from '../presentation/guards/guards';
export { platformTrail, type PlatformTrail } from '../presentation/platformTrail';
export type { RequestUser } from '../presentation/guards/Guard';
export { publicFiles, type PublicFiles } from '../presentation/publicFiles';
export { upload } from '../presentation/upload';
export { invalid, notFound, tokenMissing } from '../presentation/refusals';
export { pageAnswer, pageOf, pageQuery, type PageQuery } from '../presentation/page';
export { email, line, secret, text, time, uuid } from '../presentation/schemas';
