import {
  builtInRoleNames,
  idOfBuiltInRole,
  isBuiltInRole,
  permissionsOf,
} from '../../../../../src/modules/role/domain/builtInRoles';
import { mayActOn, mayGrant } from '../../../../../src/modules/role/domain/grants';
import { modules } from '../../../../../src/modules';

/** The table of the contract: which roles hold a permission. */
const table: Readonly<Record<string, string>> = {
  'users.read': 'owner admin manager member viewer',
  'members.invite': 'owner admin manager',
  'members.remove': 'owner admin manager',
  'users.delete': 'owner admin manager',
  'roles.assign': 'owner admin manager',
  'users.create': 'owner admin',
  'users.update': 'owner admin',
  'roles.manage': 'owner admin',
  'workspaces.manage': 'owner admin',
  'audit.read': 'owner admin',
  'webhooks.manage': 'owner admin',
  'workspaces.delete': 'owner',
  'workspaces.transfer': 'owner',
};

describe('The built-in roles', () => {
  it.each(Object.entries(table))('%s is held by %s and nobody else', (permission, holders) => {
    const holding = builtInRoleNames.filter((role) => permissionsOf(role).has(permission as never));
    expect(holding.join(' ')).toBe(holders);
  });

  it('hold nothing that is not in the table, and no permission is missing there', () => {
    const held = new Set(builtInRoleNames.flatMap((role) => [...permissionsOf(role)]));
    expect([...held].sort()).toEqual(Object.keys(table).sort());
    const declared = modules.flatMap(({ permissions }) => Object.keys(permissions));
    expect(declared.sort()).toEqual(Object.keys(table).sort());
  });

  it.each(['OWNER', 'owner ', 'owner,member', '', 'super_admin', '__proto__', 'constructor', 'toString'])(
    'G7 do not include %p',
    (name) => {
      expect(isBuiltInRole(name)).toBe(false);
    },
  );

  it('have ids that never change', () => {
    expect(builtInRoleNames.map(idOfBuiltInRole)).toEqual(
      [1, 2, 3, 4, 5].map((number) => `00000000-0000-7000-8000-00000000000${number}`),
    );
  });

  it.each(builtInRoleNames)('include %s', (name) => {
    expect(isBuiltInRole(name)).toBe(true);
  });
});

describe('Between roles', () => {
  const pairs = builtInRoleNames.flatMap((actor) => builtInRoleNames.map((other) => ({ actor, other })));
  const rank = (role: (typeof builtInRoleNames)[number]) => builtInRoleNames.indexOf(role);

  it.each(pairs)('G8 $actor acts on $other only from above, except owners on owners', ({ actor, other }) => {
    const isAbove = rank(actor) < rank(other);
    expect(mayActOn(actor, other)).toBe(isAbove || (actor === 'owner' && other === 'owner'));
  });

  it.each(pairs)(
    'G9 $actor grants $other only within what they hold, managers up to member',
    ({ actor, other }) => {
      const holdsAll = [...permissionsOf(other)].every((permission) => permissionsOf(actor).has(permission));
      const isWithin = rank(other) >= rank(actor === 'manager' ? 'member' : actor);
      expect(mayGrant(actor, other)).toBe(holdsAll && isWithin);
    },
  );
});
