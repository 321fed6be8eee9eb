import { walkCrashes } from '../../support/crash/walkCrashes';

walkCrashes('auth/mfaCrashes');
