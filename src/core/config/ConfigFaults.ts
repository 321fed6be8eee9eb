/** The settings are wrong; nothing was started. Its message is what the operator should read. */
export class ConfigFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(formatFaults(faults));
    this.name = 'ConfigFaults';
  }
}

/** For stderr: one line when there is one fault, else a list. */
export function formatFaults(faults: readonly string[]): string {
  if (faults.length === 1) return `Portico cannot start: ${faults[0]}`;
  return [
    `Portico cannot start, ${faults.length} settings are wrong:`,
    ...faults.map((fault) => `  - ${fault}`),
  ].join('\n');
}
