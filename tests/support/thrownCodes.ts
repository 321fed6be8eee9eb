import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface ThrownCode {
  readonly code: string;
  /** Kind of a DomainError, or status of a refusal sent by the presentation. */
  readonly as: string | number;
  readonly file: string;
}

/**
 * Every refusal the source can make with a literal code: `new DomainError(kind, code, …)`, `super(kind, code, …)`
 * of a class that extends it, and objects with `statusCode` and `code`, as `sendRefusal` takes them.
 */
export function thrownCodes(folder: string): ThrownCode[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    return [...nodesOf(source)].flatMap((node) =>
      [...fromError(node), ...fromRefusal(node)].map((found) => ({ ...found, file })),
    );
  });
}

function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

function fromError(node: ts.Node): Omit<ThrownCode, 'file'>[] {
  const makesError = ts.isNewExpression(node) && node.expression.getText() === 'DomainError';
  const isSuper = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
  if (!makesError && !isSuper) return [];
  const [kind, code] = (node.arguments ?? []) as readonly (ts.Expression | undefined)[];
  if (!kind || !code || !ts.isStringLiteral(kind)) return [];
  return literalsOf(code).map((literal) => ({ code: literal, as: kind.text }));
}

function fromRefusal(node: ts.Node): Omit<ThrownCode, 'file'>[] {
  if (!ts.isObjectLiteralExpression(node)) return [];
  const status = valueOf(node, 'statusCode');
  const code = valueOf(node, 'code');
  if (!status || !code || !ts.isNumericLiteral(status)) return [];
  return literalsOf(code).map((literal) => ({ code: literal, as: Number(status.text) }));
}

function valueOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = object.properties.find((each) => each.name?.getText() === name);
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

/** A literal, or both arms of a choice between two. */
function literalsOf(node: ts.Expression): string[] {
  if (ts.isStringLiteral(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  return [];
}
