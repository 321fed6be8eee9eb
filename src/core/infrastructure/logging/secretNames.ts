const SECRET =
  /pass(?:word|wd|phrase)|pwd|secret|pepper|token|authorization|cookie|csrf|xsrf|apikey|privatekey|mfacode|otp|totp|recoverycode|credential|^parameters$|^bind$/;
const MOST_REMEMBERED = 2_000;
const known = new Map<string, boolean>();

/** Whether a field of this name holds a secret; `newPassword`, `X-CSRF-Token` and `set-cookie` all do. */
export function isSecretName(name: string): boolean {
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  const secret = SECRET.test(name.replace(/[-_.\s]/g, '').toLowerCase());
  if (known.size < MOST_REMEMBERED) known.set(name, secret);
  return secret;
}

/** `code` names error codes too; a one-use code is six to eight digits. */
export function isOneUseCode(name: string, value: unknown): boolean {
  return name === 'code' && /^\d{6,8}$/.test(String(value));
}
