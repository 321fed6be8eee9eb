/**
 * Every permission by name (`resource.action`). Modules add theirs by declaration merging; a permission that
 * no module declares does not compile.
 */

export interface PermissionCatalogue {}

export type Permission = keyof PermissionCatalogue & string;
