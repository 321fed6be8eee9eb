const { FlatCompat } = require('@eslint/eslintrc');
const eslintrc = require('./.eslintrc.js');

/** ESLint 10 reads this file only; what it says is all in .eslintrc.js. */
module.exports = [
  { files: ['**/*.{ts,js,mjs}'], linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...new FlatCompat({ baseDirectory: __dirname }).config(eslintrc),
];
