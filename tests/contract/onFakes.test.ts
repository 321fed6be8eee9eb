import { suitesIn } from '../support/jest/suitesIn';

suitesIn(__dirname);
