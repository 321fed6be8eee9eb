const { existsSync } = require('node:fs');
const path = require('node:path');

const BUILT = path.resolve(__dirname, '../../../dist/src/modules/auth/infrastructure/passwordWorker.js');

/** Threads run what was built: with a compiler in each, their start took longer than most tests. */
module.exports = (request, options) => {
  const isThread = request === './passwordWorker' && existsSync(BUILT);
  return options.defaultResolver(isThread ? BUILT : request, options);
};
