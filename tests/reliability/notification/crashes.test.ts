import { walkCrashes } from '../../support/crash/walkCrashes';

walkCrashes('notification/crashes');
