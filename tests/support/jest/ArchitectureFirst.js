const Sequencer = require('@jest/test-sequencer').default;

const ORDER = ['/tests/architecture/', '/tests/e2e/', '/tests/integration/'];

/**
 * What takes longest begins early, also where no earlier run has told how long, so that no worker is idle at the end.
 * What loads nothing of the application comes first: the workers do not all compile it at once.
 */
module.exports = class ArchitectureFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};

function rank({ path }) {
  const place = ORDER.findIndex((folder) => path.includes(folder));
  return place < 0 ? ORDER.length : place;
}
