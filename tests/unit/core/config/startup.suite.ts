import { readFileSync } from 'node:fs';
import { checkNode } from '../../../../src/core/config/checkNode';
import { ConfigFaults } from '../../../../src/core/config/ConfigFaults';

describe('the version of Node', () => {
  it('is the one package.json asks for', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    const least = engines.node.replace('>=', '');
    expect(checkNode(`v${least}.0`)).toBeNull();
    expect(checkNode('v18.20.4')).toContain(`Node ${least} or later and this is 18.20.4`);
  });

  it.each([
    ['v20.18.3', false],
    ['v20.19.0', true],
    ['v22.1.0', true],
    ['v24.0.0-nightly', true],
    ['v9.99.0', false],
  ])('%s is good enough: %s', (version, enough) => {
    expect(checkNode(version) === null).toBe(enough);
  });
});

describe('what an operator reads', () => {
  it('is one line when one thing is wrong', () => {
    expect(new ConfigFaults(['PORT is wrong.']).message).toBe('Portico cannot start: PORT is wrong.');
  });

  it('is a list when there are several', () => {
    expect(new ConfigFaults(['A is wrong.', 'B too.']).message).toBe(
      'Portico cannot start, 2 settings are wrong:\n  - A is wrong.\n  - B too.',
    );
  });
});
