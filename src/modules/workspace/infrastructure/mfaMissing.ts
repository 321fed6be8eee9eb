/**
 * Whether the workspace `w` demands a second factor that the member `m` has not. Nothing is looked up where it is not
 * demanded.
 */
export const MFA_MISSING = `CASE WHEN w.mfa_required THEN NOT EXISTS (
    SELECT 1 FROM totp_factors f WHERE f.user_id = m.user_id AND f.confirmed_at IS NOT NULL) ELSE false END`;
