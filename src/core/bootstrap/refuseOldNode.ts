import { checkNode } from '../config/checkNode';

/** Imported before anything that an old Node could not even load. */
const fault = checkNode(process.version);
if (fault !== null) {
  process.stderr.write(`${fault}\n`);
  process.exit(1);
}
