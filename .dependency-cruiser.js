const MODULE = '^src/modules/[^/]+';
const HOUSE = '^src/(core|modules/[^/]+)';

/** Which modules a module may use; one that is not named here may use them all, and none of them may use it. */
const order = { user: [], role: [], workspace: ['user', 'role'], auth: ['user', 'role', 'workspace'] };

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const layers = [
  {
    name: 'domain-stands-alone',
    comment: 'The rules of the business outlive every library, clock and environment around them.',
    severity: 'error',
    from: { path: `${HOUSE}/domain/` },
    to: { pathNot: ['^src/core/domain/', '^src/$1/domain/'] },
  },
  {
    name: 'application-knows-ports-only',
    comment: 'A use case is tested without a database or a server, and survives the change of either.',
    severity: 'error',
    from: { path: `${HOUSE}/application/` },
    to: {
      pathNot: ['^src/core/(domain|application)/', '^src/$1/(domain|application)/', `${MODULE}/index\\.ts$`],
    },
  },
  {
    name: 'presentation-knows-no-adapter',
    comment: 'What HTTP says and what a database stores change for different reasons.',
    severity: 'error',
    from: { path: `${HOUSE}/presentation/` },
    to: { path: `${HOUSE}/infrastructure/` },
  },
  {
    name: 'infrastructure-knows-no-presentation',
    comment: 'An adapter serves the application, never the other way round.',
    severity: 'error',
    from: { path: `${HOUSE}/infrastructure/` },
    to: { path: `${HOUSE}/presentation/` },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const modules = [
  {
    name: 'modules-meet-at-index',
    comment: 'What a module does not export it may change without asking anybody.',
    severity: 'error',
    from: { path: '^src/modules/([^/]+)/' },
    to: { path: `${MODULE}/`, pathNot: ['^src/modules/$1/', `${MODULE}/index\\.ts$`] },
  },
  {
    name: 'index-reaches-no-adapter',
    comment: 'Whoever uses a module must not load, or be able to call, its database or its routes.',
    severity: 'error',
    from: { path: `${MODULE}/index\\.ts$` },
    // A view is what everybody sees of a module, other modules too.
    to: {
      path: [`${HOUSE}/infrastructure/`, `${MODULE}/presentation/`],
      pathNot: '\\.views\\.ts$',
      reachable: true,
    },
  },
  ...Object.entries(order).map(([name, uses]) => ({
    name: `${name}-uses-${uses.join('-and-') || 'no-module'}`,
    comment: 'The order of the modules has no cycle, so each can be read after the ones before it.',
    severity: 'error',
    from: { path: `^src/modules/${name}/` },
    to: {
      path: `${MODULE}/`,
      // The listeners have a rule of their own.
      pathNot: `^src/modules/(${[name, ...uses, 'audit', 'notification', 'webhook'].join('|')})/`,
    },
  })),
  {
    name: 'nobody-imports-a-listener',
    comment: 'Audit, notification and webhook hear events; who calls them makes their failure its own.',
    severity: 'error',
    from: { path: '^src/modules/([^/]+)/' },
    to: { path: '^src/modules/(audit|notification|webhook)/', pathNot: '^src/modules/$1/' },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const core = [
  {
    name: 'core-knows-no-module',
    comment: 'No business noun lives in the core, so that adding a module never changes it.',
    severity: 'error',
    from: { path: '^src/(core/|server\\.ts$)', pathNot: '^src/core/bootstrap/' },
    to: { path: `${MODULE}/` },
  },
  {
    name: 'bootstrap-knows-only-the-list',
    comment: 'Adding a module is one line in modules/index.ts.',
    severity: 'error',
    from: { path: '^src/core/bootstrap/' },
    to: { path: `${MODULE}/` },
  },
  {
    name: 'only-bootstrap-sees-all-modules',
    comment: 'What knows everything must be one place.',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/core/bootstrap/' },
    to: { path: '^src/modules/index\\.ts$' },
  },
  {
    name: 'only-the-entry-starts-bootstrap',
    comment: 'Bootstrap puts the parts together; a part that imports it imports the whole.',
    severity: 'error',
    from: { path: '^src/', pathNot: ['^src/core/bootstrap/', '^src/server\\.ts$'] },
    to: { path: '^src/core/bootstrap/' },
  },
  {
    name: 'container-stays-in-composition',
    comment: 'A class that asks a container hides what it needs.',
    severity: 'error',
    from: { path: '^src/', pathNot: ['\\.module\\.ts$', '^src/core/bootstrap/', '^src/core/kit/bind\\.ts$'] },
    to: { path: '^node_modules/tsyringe/' },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const hygiene = [
  {
    name: 'no-cycle',
    comment: 'Files in a cycle can only be understood, loaded and changed together.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'src-stands-without-tests-and-scripts',
    comment: 'What is deployed must not depend on what is not.',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^(tests|scripts|migrations)/' },
  },
  {
    name: 'src-needs-no-development-package',
    comment: 'The image is installed without devDependencies.',
    severity: 'error',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
  },
  {
    name: 'packages-are-declared',
    comment: 'A package that only happens to be installed is gone with the next update.',
    severity: 'error',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: '^node_modules/@types/' },
  },
  {
    name: 'imports-resolve',
    comment: 'An import that leads nowhere fails when it is loaded, not when it is built.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...layers, ...modules, ...core, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'tsc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
  },
};
