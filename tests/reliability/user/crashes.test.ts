import { walkCrashes } from '../../support/crash/walkCrashes';

walkCrashes('user/crashes');
