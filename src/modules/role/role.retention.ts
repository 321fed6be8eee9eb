import type { RetentionRule } from '../../core/kit';

export const roleRetention: readonly RetentionRule[] = [
  {
    table: 'permissions',
    rows: 'Names of permissions',
    stay: 'For good: a name is never used for another one.',
  },
  { table: 'roles', rows: 'Custom roles', stay: 'Until they are deleted.' },
  { table: 'role_permissions', rows: 'Permissions of custom roles', stay: 'As long as the role.' },
];
