import { explainedErrors } from './explainedErrors';

const INTRODUCTION = `# Errors

Generated from \`src/core/presentation/errorCatalogue.ts\` by \`scripts/generate-docs.ts\`.

Every refusal has a \`code\`. It never changes once published, so decide by it and not by the message.
\`details\` lists every fault that was found, \`requestId\` names the call in the log. A running server tells the
same at \`GET /api/docs/errors\`, where \`help\` in a refusal points to.
`;

export function errorsAsMarkdown(): string {
  const sections = explainedErrors.map(
    ({ code, status, cause, cure }) =>
      `## ${code}\n\nStatus ${status}. ${cause}\n\n**What to do:** ${cure}\n`,
  );
  return [INTRODUCTION, ...sections].join('\n');
}
