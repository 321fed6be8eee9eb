/** What one check found. */
export interface Finding {
  readonly check: string;
  /** A fault makes the command fail; a warning does not. */
  readonly state: 'ok' | 'warning' | 'fault';
  readonly says: string;
  /** What to do about it. */
  readonly remedy?: string;
}

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says });
export const warning = (check: string, says: string, remedy: string): Finding => ({
  ...{ check, state: 'warning', says, remedy },
});
export const fault = (check: string, says: string, remedy?: string): Finding => ({
  ...{ check, state: 'fault', says, remedy },
});
