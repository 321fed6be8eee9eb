/** What a reader must know before the first call. */
export const introduction = `The accounts, workspaces and roles behind a multi-tenant product.

- JSON in, JSON out. Success is \`{ success: true, message, data }\`, a refusal is a \`Failure\` with a \`code\` that never changes; the codes are explained at [/api/docs/errors](/api/docs/errors).
- Send \`Authorization: Bearer <accessToken>\`. The workspace of a call is the one in its path, else \`X-Workspace-Id\`, else the one in the token.
- Lists take \`?limit=\` and \`?cursor=\`; \`meta.nextCursor\` is null on the last page.
- Every answer carries \`X-Request-Id\`; name it when you ask for help.`;
