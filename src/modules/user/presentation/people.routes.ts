import Joi from 'joi';
import type { SignedIn } from '../../../core/presentation/access';
import { asId } from '../../../core/domain/ids';
import {
  endpoint,
  may,
  notFound,
  ok,
  orPlatform,
  pageAnswer,
  pageOf,
  pageQuery,
  verified,
} from '../../../core/kit';
import { People, type Sight } from '../application/People';
import { placeOf, rankedAnswer, searchQuery } from './rankedPage';
import { personSchema, personView } from './user.views';

function sightOf({ caller, tenancy }: SignedIn): Sight {
  if (caller.isSuperAdmin) return 'everybody';
  if (!tenancy) throw notFound();
  return { workspaceId: tenancy.workspaceId, readerId: caller.userId };
}

const list = endpoint({
  method: 'get',
  path: '/users',
  access: orPlatform(may('users.read')),
  tag: 'Users',
  summary: 'List the people of the workspace',
  description: 'Newest account first. A super admin sees everybody.',
  query: pageQuery,
  responses: { 200: { description: 'People', data: Joi.array().items(personSchema) } },
  uses: { people: People },
  async handle({ query, ...who }, { people }) {
    const found = await people.list(sightOf(who), pageOf(query));
    const { data, meta } = pageAnswer(found, query.limit);
    return ok('People', data.map(personView), { meta });
  },
});

const search = endpoint({
  method: 'get',
  path: '/users/search',
  access: verified(orPlatform(may('users.read'))),
  tag: 'Users',
  summary: 'Search the people of the workspace',
  description:
    'By name and e-mail; typing errors are forgiven. Best match first. A super admin searches everybody.',
  query: searchQuery,
  responses: { 200: { description: 'People', data: Joi.array().items(personSchema) } },
  uses: { people: People },
  async handle({ query: { q, limit, cursor }, ...who }, { people }) {
    const after = cursor === undefined ? null : placeOf(cursor);
    const found = await people.search(sightOf(who), q.trim(), after, limit + 1);
    const { data, meta } = rankedAnswer(found, limit);
    return ok('People', data.map(personView), { meta });
  },
});

const read = endpoint({
  method: 'get',
  path: '/users/:id',
  access: orPlatform(may('users.read')),
  tag: 'Users',
  summary: 'Read somebody of the workspace',
  description: 'As others see them. A super admin reads anybody.',
  responses: { 200: { description: 'The person', data: personSchema } },
  uses: { people: People },
  async handle({ params, ...who }, { people }) {
    const person = await people.read(sightOf(who), asId<'user'>(params.id.toLowerCase()));
    if (!person) throw notFound();
    return ok('Person', personView(person));
  },
});

export const peopleEndpoints = [list, search, read];
