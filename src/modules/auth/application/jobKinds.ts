export const issuePasswordReset = 'auth.issue-password-reset';
export const issueVerification = 'auth.issue-verification';
