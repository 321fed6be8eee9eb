import { walkCrashes } from '../../support/crash/walkCrashes';

walkCrashes('workspace/invitationCrashes');
