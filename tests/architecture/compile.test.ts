import { compileErrors } from '../support/compileErrors';

const ports = `
  import { Clock } from '../../src/core/application/Clock';
  import { Random } from '../../src/core/application/Random';
  import type { Bind, Resolve } from '../../src/core/application/Injectable';
  declare const resolve: Resolve;
  declare const bind: Bind;
  class Greeter { constructor(readonly clock: Clock, readonly random: Random) {} }
`;

const kit = `
  import Joi from 'joi';
  import '../../src/modules/user/domain/permissions';
  import { anyone, defineModule, endpoint, may, member, ok, signedIn } from '../../src/core/kit';
  const nothing = { description: 'Nothing', data: Joi.object() };
  const common = { tag: 'Books', summary: 'Read', responses: { 200: nothing }, uses: {} };
`;

const catalogue = (events: string) => `
  import type { DomainEvent } from '../../src/core/domain/EventCatalogue';
  declare module '../../src/core/domain/EventCatalogue' { interface EventCatalogue { ${events} } }
`;

const described = {
  summary: `'A book was lent.'`,
  audience: `'workspace'`,
  audit: `'book.lent'`,
  fields: `{ title: { type: 'string', description: 'Its title' } }`,
};

/** A module with one event; what a change gives as null is left out. */
const aModule = (
  change: Readonly<Record<string, string | null>> = {},
  name = 'books:lent',
  payload = 'title: string',
) => {
  const definition = Object.entries({ ...described, ...change }).filter(([, value]) => value !== null);
  const members = definition.map(([key, value]) => `${key}: ${value}`).join();
  return `
    ${catalogue(`'books:lent': { ${payload} }`)} ${kit}
    defineModule({
      name: 'books', permissions: {}, mails: {}, endpoints: [], reactions: [], jobs: [], tables: [],
      models: [], services: [], bind() {}, events: { '${name}': { ${members} } },
    });`;
};

const lent = catalogue(`'books:lent': { title: string }`);

describe('ports', () => {
  it('are known by their token and handed over by their type', () => {
    expect(
      compileErrors(
        `${ports} bind(Greeter, (get) => new Greeter(get(Clock), get(Random))); resolve(Greeter);`,
      ),
    ).toEqual([]);
  });

  it('that are swapped do not compile', () => {
    const swapped = [expect.stringContaining("not assignable to parameter of type 'Clock'")];
    expect(compileErrors(`${ports} new Greeter(resolve(Random), resolve(Clock));`)).toEqual(swapped);
    expect(compileErrors(`${ports} bind(Greeter, (get) => new Greeter(get(Random), get(Clock)));`)).toEqual(
      swapped,
    );
  });

  it('that are forgotten do not compile', () => {
    expect(compileErrors(`${ports} bind(Greeter, (get) => new Greeter(get(Clock)));`)).toEqual([
      expect.stringContaining('Expected 2 arguments'),
    ]);
  });

  it('do not take an implementation of something else', () => {
    expect(compileErrors(`${ports} bind(Clock, (get) => get(Random));`)).not.toEqual([]);
    expect(compileErrors(`${ports} bind(Clock, () => ({}));`)).not.toEqual([]);
  });

  it('are not known by a string', () => {
    expect(compileErrors(`${ports} resolve<Clock>('Clock');`)).toEqual([
      expect.stringContaining("not assignable to parameter of type 'Injectable<Clock>'"),
    ]);
    expect(compileErrors(`${ports} bind('Clock', () => ({}));`)).not.toEqual([]);
  });
});

describe('an endpoint', () => {
  const declared = (access: string, handle = 'handle: () => ok("x", {})', path = '/books') =>
    compileErrors(`${kit} endpoint({ method: 'get', path: '${path}', ${access} ...common, ${handle} });`);

  it('compiles when it says who may call it', () => {
    expect(declared('access: signedIn,')).toEqual([]);
    expect(declared("access: may('users.read'),")).toEqual([]);
  });

  it('without access does not', () => {
    expect(declared('')).toEqual([expect.stringContaining("Property 'access' is missing")]);
    expect(declared('access: undefined,')).not.toEqual([]);
  });

  it('for a permission that no module declares does not', () => {
    expect(declared("access: may('users.rad'),")).toEqual([
      expect.stringContaining('"users.rad"\' is not assignable to parameter'),
    ]);
    expect(declared("access: { kind: 'permission', permission: 'users.rad' },")).not.toEqual([]);
  });

  it('for anyone may not count on a caller, nor one for who is signed in on a workspace', () => {
    expect(declared('access: anyone,', 'handle: ({ caller }) => ok("x", caller.userId)')).not.toEqual([]);
    expect(declared('access: signedIn,', 'handle: ({ tenancy }) => ok("x", tenancy.role)')).not.toEqual([]);
    expect(declared('access: signedIn,', 'handle: ({ caller }) => ok("x", caller.userId)')).toEqual([]);
    expect(declared('access: member,', 'handle: ({ tenancy }) => ok("x", tenancy.role)')).toEqual([]);
  });

  it('may not count on a parameter that is not in its path', () => {
    const handle = 'handle: ({ params }) => ok("x", params.id)';
    expect(declared('access: signedIn,', handle, '/books/:id')).toEqual([]);
    expect(declared('access: signedIn,', handle, '/books/:bookId')).not.toEqual([]);
  });
});

describe('an event', () => {
  it('compiles with an audience and a description of every field', () => {
    expect(compileErrors(aModule())).toEqual([]);
  });

  it.each([
    ['without an audience', { audience: null }, "Property 'audience' is missing"],
    ['for an audience that does not exist', { audience: `'everybody'` }, `'"everybody"' is not assignable`],
    ['without the action of its audit row', { audit: null }, "Property 'audit' is missing"],
    ['with a field that is not described', { fields: '{}' }, "Property 'title' is missing"],
    [
      'with a field without a description',
      { fields: `{ title: { type: 'string' } }` },
      "Property 'description' is missing",
    ],
    [
      'with a field of another type',
      { fields: `{ title: { type: 'number', description: 'Its title' } }` },
      `'"number"' is not assignable`,
    ],
  ])('%s does not', (_fault, change, message) => {
    expect(compileErrors(aModule(change))).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['that may be null', 'title: string | null', 'nullable: true'],
    ['that may be missing', 'title?: string', 'optional: true'],
  ])('with a field %s says so, or does not compile', (_what, payload, word) => {
    const source = (says: string) =>
      aModule(
        { fields: `{ title: { type: 'string', description: 'Its title', ${says} } }` },
        'books:lent',
        payload,
      );
    expect(compileErrors(source(word))).toEqual([]);
    expect(compileErrors(source(''))).toEqual([expect.stringContaining('is missing')]);
  });

  it('with a field that lists values it cannot have does not', () => {
    const source = (values: string) =>
      aModule(
        { fields: `{ state: { type: 'string', description: 'Its state', values: [${values}] } }` },
        'books:lent',
        `state: 'new' | 'worn'`,
      );
    expect(compileErrors(source(`'new', 'worn'`))).toEqual([]);
    expect(compileErrors(source(`'new', 'lost'`))).toEqual([expect.stringContaining('"lost"')]);
  });

  it('with a field described under a reserved key does not', () => {
    const fields = `{ seq: { type: 'number', description: 'Its number' } }`;
    expect(compileErrors(aModule({ fields }, 'books:lent', 'seq: number'))).toEqual([
      expect.stringContaining("to type 'never'"),
    ]);
  });

  it('that is in no catalogue does not', () => {
    expect(compileErrors(aModule({}, 'books:lost'))).toEqual([expect.stringContaining("'books:lost'")]);
  });

  it.each(['id', 'seq', 'event', 'workspaceId', 'actorId', 'occurredAt', 'requestId'])(
    'whose payload uses the reserved key %s does not',
    (key) => {
      const source = (field: string) => `
        ${catalogue(`'books:lent': { ${field}: string }`)}
        export const event: DomainEvent<'books:lent'> =
          { name: 'books:lent', workspaceId: null, subjectId: null, payload: { ${field}: 'x' } };`;
      expect(compileErrors(source('title'))).toEqual([]);
      expect(compileErrors(source(key))).toEqual([expect.stringContaining("not assignable to type 'never'")]);
    },
  );

  it('with a payload of another event does not', () => {
    expect(
      compileErrors(`
        import '../../src/modules/user/domain/events';
        import type { DomainEvent } from '../../src/core/domain/EventCatalogue';
        export const event: DomainEvent =
          { name: 'user:registered', workspaceId: null, subjectId: null, payload: { changed: [] } };`),
    ).not.toEqual([]);
  });
});

describe('the list of modules', () => {
  const about = 'src/modules/index.ts';
  const imported = "import '../../src/modules';";

  it('compiles', () => {
    expect(compileErrors(imported, about)).toEqual([]);
  });

  it.each([
    ['an event', lent],
    [
      'a permission',
      `declare module '../../src/core/domain/PermissionCatalogue' {
         interface PermissionCatalogue { 'books.lend': true } }`,
    ],
    [
      'a mail',
      `declare module '../../src/core/application/MailCatalogue' {
         interface MailCatalogue { 'books.overdue': { title: string } } }`,
    ],
  ])('does not when no module declares %s of a catalogue', (_what, source) => {
    expect(compileErrors(`${imported} ${source}`, about)).toEqual([
      expect.stringContaining("does not satisfy the expected type 'never'"),
    ]);
  });
});
