const Sequencer = require('@jest/test-sequencer').default;

const LONG = ['/tests/e2e/', '/tests/integration/'];

/** What takes longest begins first, also where no earlier run has told how long, so that no worker is idle at the end. */
module.exports = class EndToEndFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};

function rank({ path }) {
  const place = LONG.findIndex((folder) => path.includes(folder));
  return place < 0 ? LONG.length : place;
}
