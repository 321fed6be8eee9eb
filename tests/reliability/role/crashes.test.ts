import { walkCrashes } from '../../support/crash/walkCrashes';

walkCrashes('role/crashes');
