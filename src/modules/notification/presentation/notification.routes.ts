import Joi from 'joi';
import { asId } from '../../../core/domain/ids';
import { endpoint, ok, pageAnswer, pageOf, pageQuery, signedIn, type PageQuery } from '../../../core/kit';
import { MyNotifications } from '../application/MyNotifications';
import { ReadAllNotifications } from '../application/ReadAllNotifications';
import { ReadNotification } from '../application/ReadNotification';
import { notificationSchema, notificationView } from './notification.views';

type ListQuery = PageQuery & { readonly unread?: boolean };

const list = endpoint({
  method: 'get',
  path: '/notifications',
  access: signedIn,
  tag: 'Notifications',
  summary: 'List your notifications',
  description: 'Newest first, from all workspaces. `unread=true` leaves those out that were read.',
  query: (pageQuery as Joi.ObjectSchema<ListQuery>).keys({ unread: Joi.boolean() }),
  responses: { 200: { description: 'Your notifications', data: Joi.array().items(notificationSchema) } },
  uses: { mine: MyNotifications },
  async handle({ caller, query }, { mine }) {
    const found = await mine.list(caller.userId, query.unread === true, pageOf(query));
    const { data, meta } = pageAnswer(found, query.limit);
    return ok('Your notifications', data.map(notificationView), { meta });
  },
});

const unreadCount = endpoint({
  method: 'get',
  path: '/notifications/unread-count',
  access: signedIn,
  tag: 'Notifications',
  summary: 'Count your unread notifications',
  responses: {
    200: {
      description: 'How many are unread',
      data: Joi.object({ unread: Joi.number().integer().min(0).required() }).id('UnreadCount'),
    },
  },
  uses: { mine: MyNotifications },
  async handle({ caller }, { mine }) {
    return ok('Unread notifications', { unread: await mine.unread(caller.userId) });
  },
});

const readOne = endpoint({
  method: 'post',
  path: '/notifications/:id/read',
  access: signedIn,
  tag: 'Notifications',
  summary: 'Mark a notification as read',
  description: 'Once more changes nothing: it stays read since the first time.',
  responses: { 200: { description: 'It is read', data: notificationSchema } },
  refusals: ['NOT_FOUND'],
  uses: { read: ReadNotification },
  async handle({ caller, params }, { read }) {
    const notification = await read.execute(caller.userId, asId<'notification'>(params.id.toLowerCase()));
    return ok('Read', notificationView(notification));
  },
});

const readAll = endpoint({
  method: 'post',
  path: '/notifications/read-all',
  access: signedIn,
  tag: 'Notifications',
  summary: 'Mark all your notifications as read',
  responses: {
    200: {
      description: 'All are read',
      data: Joi.object({
        read: Joi.number().integer().min(0).required().description('How many were unread before.'),
      }).id('ReadCount'),
    },
  },
  uses: { readAll: ReadAllNotifications },
  async handle({ caller }, use) {
    return ok('All read', { read: await use.readAll.execute(caller.userId) });
  },
});

export const notificationEndpoints = [list, unreadCount, readOne, readAll];
