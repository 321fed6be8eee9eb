import type { WritePath } from './WritePath';

export const recordedTwice: WritePath['leaves'] = {
  lines: /^audit_log .*"action":"platform\.acted"/,
  why: 'decision 33: that a super admin acts is on record before it is done, so also what died before it was',
};
