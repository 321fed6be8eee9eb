DROP TABLE role_permissions, roles, permissions;
