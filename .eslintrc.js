/** The rules of airbnb-base that find mistakes rather than taste; prettier does the layout. */
const airbnb = {
  'array-callback-return': ['error', { allowImplicit: true }],
  'block-scoped-var': 'error',
  'default-case-last': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'grouped-accessor-pairs': 'error',
  'guard-for-in': 'error',
  'no-alert': 'error',
  'no-caller': 'error',
  'no-cond-assign': 'error',
  'no-console': 'error',
  'no-constructor-return': 'error',
  'no-else-return': ['error', { allowElseIf: false }],
  'no-eval': 'error',
  'no-extend-native': 'error',
  'no-extra-bind': 'error',
  'no-lonely-if': 'error',
  'no-multi-assign': 'error',
  'no-multi-str': 'error',
  'no-nested-ternary': 'error',
  'no-new': 'error',
  'no-new-func': 'error',
  'no-new-wrappers': 'error',
  'no-object-constructor': 'error',
  'no-param-reassign': [
    'error',
    {
      props: true,
      ignorePropertyModificationsFor: ['acc', 'request', 'req', 'response', 'res', 'instance', 'transaction'],
    },
  ],
  'no-proto': 'error',
  'no-restricted-globals': ['error', 'isFinite', 'isNaN'],
  'no-return-assign': 'error',
  'no-script-url': 'error',
  'no-self-compare': 'error',
  'no-sequences': 'error',
  'no-template-curly-in-string': 'error',
  'no-undef-init': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unneeded-ternary': ['error', { defaultAssignment: false }],
  'no-unreachable-loop': 'error',
  'no-useless-computed-key': 'error',
  'no-useless-concat': 'error',
  'no-useless-rename': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'object-shorthand': ['error', 'always', { avoidQuotes: true }],
  'one-var': ['error', 'never'],
  'operator-assignment': ['error', 'always'],
  'prefer-arrow-callback': 'error',
  'prefer-const': ['error', { destructuring: 'all' }],
  'prefer-exponentiation-operator': 'error',
  'prefer-numeric-literals': 'error',
  'prefer-object-has-own': 'error',
  'prefer-object-spread': 'error',
  'prefer-regex-literals': ['error', { disallowRedundantWrapping: true }],
  'prefer-rest-params': 'error',
  'prefer-spread': 'error',
  'prefer-template': 'error',
  radix: 'error',
  'symbol-description': 'error',
  yoda: 'error',
};

const imports = {
  'import-x/first': 'error',
  'import-x/newline-after-import': 'error',
  'import-x/no-absolute-path': 'error',
  'import-x/no-duplicates': 'error',
  'import-x/no-mutable-exports': 'error',
  'import-x/no-self-import': 'error',
  'import-x/no-useless-path-segments': 'error',
  'import-x/order': ['error', { groups: ['builtin', 'external', ['parent', 'sibling', 'index']] }],
};

const security = {
  'security/detect-bidi-characters': 'error',
  'security/detect-child-process': 'error',
  'security/detect-eval-with-expression': 'error',
  'security/detect-invisible-characters': 'error',
  'security/detect-new-buffer': 'error',
  'security/detect-non-literal-regexp': 'error',
  'security/detect-non-literal-require': 'error',
  'security/detect-pseudoRandomBytes': 'error',
};

const typescript = {
  'no-shadow': 'off',
  '@typescript-eslint/no-shadow': ['error', { ignoreFunctionTypeParameterNameValueShadow: true }],
  'no-use-before-define': 'off',
  '@typescript-eslint/no-use-before-define': [
    'error',
    { functions: false, classes: false, variables: false, typedefs: false },
  ],
  '@typescript-eslint/default-param-last': 'error',
  '@typescript-eslint/no-loop-func': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/no-useless-constructor': 'error',
  // A port is an interface and a token of one name; a catalogue is an interface that modules fill.
  '@typescript-eslint/no-redeclare': 'off',
  '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
  '@typescript-eslint/no-redundant-type-constituents': 'off',

  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
  '@typescript-eslint/consistent-type-exports': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/naming-convention': [
    'error',
    { selector: 'typeLike', format: ['PascalCase'], custom: { regex: '^I[A-Z]|Impl$', match: false } },
  ],
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
  '@typescript-eslint/prefer-nullish-coalescing': [
    'error',
    { ignorePrimitives: { string: true, boolean: true } },
  ],
  '@typescript-eslint/prefer-readonly': 'error',
  '@typescript-eslint/require-array-sort-compare': 'error',
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/return-await': ['error', 'in-try-catch'],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
  ],
  '@typescript-eslint/use-unknown-in-catch-callback-variable': 'error',
};

const environmentRead = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only core/config reads the environment: ask for Config.',
};
const ambientGlobals = [
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'crypto',
  'performance',
];
const purity = [
  environmentRead,
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
    message: 'Time comes in through the port Clock.',
  },
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'Time comes in through the port Clock.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Randomness comes in through the port Random.',
  },
];

module.exports = {
  root: true,
  ignorePatterns: ['!.dependency-cruiser.js', 'dist/', 'coverage/', '.data/'],
  parserOptions: { ecmaVersion: 2023, sourceType: 'script' },
  env: { node: true, es2023: true },
  plugins: ['import-x', 'security'],
  rules: {
    ...airbnb,
    ...imports,
    ...security,
    'no-redeclare': 'error',
    'no-shadow': 'error',
    'no-undef': 'error',
    'no-unused-vars': 'error',
    'no-use-before-define': ['error', { functions: false }],
    'consistent-return': 'error',
    'default-case': 'error',
  },
  overrides: [
    { files: ['*.mjs'], parserOptions: { sourceType: 'module' } },
    {
      files: ['*.js', 'scripts/**/*.{ts,mjs}', 'tests/**/*.ts'],
      rules: {
        'no-console': 'off',
        'security/detect-non-literal-regexp': 'off',
        'security/detect-non-literal-require': 'off',
      },
    },
    {
      files: ['*.ts'],
      parser: '@typescript-eslint/parser',
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: __dirname, sourceType: 'module' },
      plugins: ['@typescript-eslint'],
      extends: ['plugin:@typescript-eslint/recommended-type-checked'],
      rules: {
        ...typescript,
        'consistent-return': 'off',
        'default-case': 'off',
        'no-redeclare': 'off',
        'no-undef': 'off',
        'no-unused-vars': 'off',
      },
    },
    {
      files: ['src/**/*.ts'],
      rules: {
        'import-x/no-default-export': 'error',
        'max-lines': ['error', 250],
        'no-restricted-syntax': ['error', environmentRead],
      },
    },
    { files: ['src/**/*Worker.ts'], rules: { 'import-x/no-default-export': 'off' } },
    {
      files: ['src/server.ts', 'src/core/config/**'],
      rules: { 'no-restricted-syntax': 'off' },
    },
    {
      files: ['src/**/domain/**', 'src/**/application/**'],
      rules: {
        'no-restricted-globals': ['error', 'isFinite', 'isNaN', ...ambientGlobals],
        'no-restricted-syntax': ['error', ...purity],
      },
    },
    {
      files: ['tests/**/*.ts'],
      plugins: ['jest'],
      extends: ['plugin:jest/recommended'],
      rules: {
        '@typescript-eslint/no-unsafe-argument': 'off',
        '@typescript-eslint/no-unsafe-assignment': 'off',
        '@typescript-eslint/no-unsafe-call': 'off',
        '@typescript-eslint/no-unsafe-member-access': 'off',
        '@typescript-eslint/no-unsafe-return': 'off',
        '@typescript-eslint/unbound-method': 'off',
        'jest/expect-expect': [
          'error',
          { assertFunctionNames: ['expect', 'expect*', '**.expect', 'fc.assert'] },
        ],
        'jest/no-commented-out-tests': 'error',
        'jest/no-disabled-tests': 'error',
        'jest/no-standalone-expect': [
          'error',
          { additionalTestBlockFunctions: ['beforeEach', 'afterEach', 'beforeAll', 'afterAll'] },
        ],
      },
    },
    {
      files: ['tests/**/*.ts'],
      excludedFiles: ['*.test.ts', '*.suite.ts'],
      rules: { 'jest/no-export': 'off' },
    },
  ],
};
