import Joi from 'joi';
import {
  anyone,
  email,
  endpoint,
  ok,
  orSignedIn,
  pageQuery,
  refreshTokenBearer,
  secret,
  signedIn,
  superAdmin,
  time,
  uuid,
} from '../../src/core/kit';
import { may } from '../../src/core/presentation/access';

/** One endpoint of every kind, as modules declare them. */

const answer = () => ok('Done', {});
const book = Joi.object({
  id: uuid().required(),
  title: Joi.string().required().example('The Trial'),
  kind: Joi.string().valid('novel', 'essay', null).required(),
  publishedAt: time().allow(null).required(),
  isbn: Joi.string().meta({ deprecated: true }),
  version: Joi.number().integer().min(1).required(),
}).id('Book');

export const login = endpoint({
  method: 'post',
  path: '/auth/login',
  access: anyone,
  limit: 'auth',
  tag: 'Auth',
  summary: 'Sign in with a password',
  body: Joi.object<object, true>({ email: email().required(), password: Joi.string().max(1024).required() }),
  responses: {
    200: {
      description: 'Signed in',
      data: Joi.object({ accessToken: Joi.string().required(), favourite: book.allow(null).required() }),
    },
  },
  refusals: ['INVALID_CREDENTIALS', 'ACCOUNT_LOCKED', 'HASHING_BUSY'],
  uses: {},
  handle: answer,
});

export const refresh = endpoint({
  method: 'post',
  path: ['/auth/refresh-token', '/auth/refresh'],
  access: refreshTokenBearer,
  limit: 'auth',
  tag: 'Auth',
  summary: 'Trade a refresh token for its successor',
  body: Joi.object<object, true>({ refreshToken: secret(), workspaceId: uuid() }),
  responses: {
    200: { description: 'Refreshed', data: Joi.object({ accessToken: Joi.string().required() }) },
  },
  refusals: ['REFRESH_INVALID', 'REFRESH_REUSED'],
  uses: {},
  handle: answer,
});

export const reset = endpoint({
  method: 'post',
  path: '/auth/reset-password',
  access: anyone,
  tag: 'Auth',
  summary: 'Set a new password with a mailed token',
  body: Joi.object<object, true>({ token: secret().required() }),
  responses: { 200: { description: 'Done', data: Joi.object({ ok: Joi.valid(true).required() }) } },
  refusals: ['TOKEN_INVALID'],
  uses: {},
  handle: answer,
});

export const listBooks = endpoint({
  method: 'get',
  path: '/workspaces/:workspaceId/books',
  access: may('books.read' as never),
  tag: 'Books',
  summary: 'List the books of a workspace',
  query: pageQuery.concat(Joi.object({ shelf: Joi.string().description('Only of this shelf').required() })),
  responses: { 200: { description: 'A page of books', data: Joi.array().items(book) } },
  uses: {},
  handle: answer,
});

export const changeBook = endpoint({
  method: ['patch', 'put'],
  path: '/books/:id',
  access: signedIn,
  tag: 'Books',
  summary: 'Change a book',
  description: 'Changes the fields that are named.',
  body: Joi.object<object, true>({
    title: Joi.string().max(80),
    subtitle: Joi.string(),
    authorId: uuid(),
    authorName: Joi.string(),
    shelfMark: Joi.forbidden(),
  })
    .or('title', 'subtitle')
    .with('subtitle', 'title')
    .oxor('authorId', 'authorName'),
  responses: { 200: { description: 'The book as it is now', data: book } },
  refusals: ['PRECONDITION_FAILED'],
  uses: {},
  handle: answer,
});

export const readBook = endpoint({
  method: 'get',
  path: '/books/:id',
  access: signedIn,
  tag: 'Books',
  summary: 'Read a book',
  responses: { 200: { description: 'The book', data: book } },
  uses: {},
  handle: answer,
});

export const burnBook = endpoint({
  method: 'delete',
  path: '/books/:id',
  access: signedIn,
  tag: 'Books',
  summary: 'Delete a book',
  responses: { 200: { description: 'Gone', data: Joi.object({ ok: Joi.valid(true).required() }) } },
  refusals: ['PRECONDITION_FAILED'],
  uses: {},
  handle: answer,
});

export const writeBook = endpoint({
  method: 'post',
  path: '/books',
  access: orSignedIn(anyone),
  tag: 'Books',
  summary: 'Write a book',
  responses: { 201: { description: 'The book', data: book } },
  uses: {},
  handle: answer,
});

export const burnBooks = endpoint({
  method: 'delete',
  path: '/books',
  access: superAdmin,
  tag: 'Books',
  summary: 'Delete all books',
  responses: { 200: { description: 'Gone', data: Joi.object({ ok: Joi.valid(true).required() }) } },
  uses: {},
  handle: answer,
});

export const exampleEndpoints = [
  login,
  refresh,
  reset,
  listBooks,
  changeBook,
  readBook,
  burnBook,
  writeBook,
  burnBooks,
];
