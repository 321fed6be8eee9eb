import { walkCrashes } from '../../support/crash/walkCrashes';

walkCrashes('webhook/crashes');
