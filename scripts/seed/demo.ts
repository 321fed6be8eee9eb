import type { Permission } from '../../src/core/domain/PermissionCatalogue';
import type { BuiltInRole } from '../../src/modules/role';

export interface DemoMember {
  readonly person: string;
  readonly role: BuiltInRole;
  readonly customRole?: string;
  readonly isInactive?: true;
}

export interface DemoWorkspace {
  readonly name: string;
  readonly slug: string;
  readonly plan: string;
  readonly customRoles: readonly { readonly name: string; readonly permissions: readonly Permission[] }[];
  /** The first one is the owner who founded it. */
  readonly members: readonly DemoMember[];
  readonly invitations: readonly { readonly email: string; readonly role: BuiltInRole }[];
}

/** Everybody has it. */
export const DEMO_PASSWORD = 'three quiet owls at dawn';

/** Forty people, each called once. */
export const DEMO_PEOPLE = [
  ...['Ada Ashdown', 'Ben Birch', 'Cleo Carver', 'Dan Draper', 'Eve Ellery', 'Finn Farrow', 'Gia Glover'],
  ...['Hal Hooper', 'Ida Irving', 'Jon Jarvis', 'Kit Kendall', 'Lea Lorimer', 'Max Mercer', 'Nia Norwood'],
  ...['Otto Oakes', 'Pia Porter', 'Quin Quayle', 'Rose Rigby', 'Sam Sadler', 'Tess Turner', 'Uma Upton'],
  ...['Vic Vaughan', 'Wren Walker', 'Xena Xavier', 'Yan Yates', 'Zoe Zeller', 'Abel Archer', 'Bea Barlow'],
  ...['Carl Cooper', 'Dora Dyer', 'Emil Eaton', 'Faye Fisher', 'Glen Gray', 'Hope Hunter', 'Ivan Ingram'],
  ...['Jade Joyner', 'Karl Keeler', 'Lily Lamb', 'Milo Mason', 'Nell Naylor'],
] as const;

export function emailOf(person: string): string {
  return `${person.toLowerCase().replace(' ', '.')}@portico.example`;
}

function staff(role: BuiltInRole, people: readonly string[]): DemoMember[] {
  return people.map((person) => ({ person, role }));
}

const [ada, ben, cleo, dan, eve, finn, gia, ...others] = DEMO_PEOPLE;

export const DEMO_WORKSPACES: readonly DemoWorkspace[] = [
  {
    name: 'Acme Robotics',
    slug: 'acme-robotics',
    plan: 'business',
    customRoles: [
      { name: 'Auditor', permissions: ['users.read', 'audit.read'] },
      { name: 'Recruiter', permissions: ['users.read', 'members.invite'] },
    ],
    members: [
      ...staff('owner', [ada, ben]),
      ...staff('admin', [cleo]),
      ...staff('manager', [dan]),
      { person: eve, role: 'member', customRole: 'Auditor' },
      { person: finn, role: 'member', customRole: 'Recruiter' },
      { person: gia, role: 'admin', isInactive: true },
      ...staff('member', others.slice(0, 12)),
      ...staff('viewer', others.slice(12, 14)),
    ],
    invitations: [
      { email: 'new.engineer@portico.example', role: 'member' },
      { email: 'new.manager@portico.example', role: 'manager' },
    ],
  },
  {
    name: 'Globex Foods',
    slug: 'globex-foods',
    plan: 'free',
    customRoles: [{ name: 'Team lead', permissions: ['users.read', 'roles.assign'] }],
    members: [
      ...staff('owner', [ben]),
      ...staff('admin', [ada]),
      { person: others[14], role: 'member', customRole: 'Team lead' },
      ...staff('member', others.slice(15, 23)),
      ...staff('viewer', others.slice(23, 25)),
    ],
    invitations: [{ email: 'new.cook@portico.example', role: 'viewer' }],
  },
  {
    name: 'Initech Books',
    slug: 'initech-books',
    plan: 'free',
    customRoles: [],
    members: [
      ...staff('owner', [others[25]]),
      ...staff('manager', [others[26]]),
      ...staff('member', [cleo, ...others.slice(27)]),
    ],
    invitations: [],
  },
];
