import path from 'node:path';
import { suitesIn } from '../support/jest/suitesIn';

suitesIn(path.join(__dirname, 'modules'));
