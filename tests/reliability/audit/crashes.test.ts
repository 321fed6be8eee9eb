import { walkCrashes } from '../../support/crash/walkCrashes';

walkCrashes('audit/crashes');
