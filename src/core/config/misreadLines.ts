import type { Variable } from './Variable';
import { VARIABLES } from './variables';

export interface MisreadLine {
  /** Counted from 1. */
  readonly line: number;
  readonly name: string | null;
  readonly fault: string;
}

const NO_ASSIGNMENT = 'it is neither NAME="value" nor a comment.';
const UNCLOSED = 'opens a quote that its line does not close.';

/** The lines of a `.env` text that Node, or a tool that shares the file, reads otherwise than they look. */
export function misreadLines(text: string): MisreadLine[] {
  const misread: MisreadLine[] = [];
  const seen = new Set<string>();
  for (const [index, source] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(source)) continue;
    const [name, value] = assignment(source);
    const fault = name === null ? NO_ASSIGNMENT : flawOf(name, value, seen);
    if (fault !== null)
      misread.push({ line: index + 1, name, fault: name === null ? fault : `${name} ${fault}` });
    if (fault === UNCLOSED) break;
    if (name !== null) seen.add(name);
  }
  return misread;
}

function assignment(source: string): [name: string, value: string] | [name: null, value: ''] {
  const equals = source.indexOf('=');
  const name = source
    .slice(0, Math.max(0, equals))
    .replace(/^\s*export\s/, '')
    .trim();
  return /^[\w.-]+$/.test(name) ? [name, source.slice(equals + 1)] : [null, ''];
}

/** Lines of other tools are their own affair, unless they swallow the lines behind them. */
function flawOf(name: string, value: string, seen: ReadonlySet<string>): string | null {
  const variable: Variable | undefined = (VARIABLES as Record<string, Variable>)[name];
  const quote = /^\s*(["'`])/.exec(value)?.[1];
  if (quote !== undefined && !value.trim().includes(quote, 1)) return UNCLOSED;
  if (variable === undefined) return null;
  if (seen.has(name)) return 'is set for the second time: keep one.';
  return quote === undefined ? flawOfPlain(name, value, variable) : flawOfQuoted(value.trim(), quote);
}

/** A comment behind a value is read as one everywhere; behind a secret it may be a part of it. */
function flawOfPlain(name: string, value: string, { secret }: Variable): string | null {
  const plain = secret ? value : value.replace(/\s#.*$/, '');
  const remedy = `put the value in single quotes, ${name}='…'.`;
  if (plain.includes('#')) return `holds an unquoted #, and all behind it is lost: ${remedy}`;
  if (plain.includes('$')) return `holds an unquoted $, which some tools replace and others keep: ${remedy}`;
  return null;
}

function flawOfQuoted(value: string, quote: string): string | null {
  const end = value.indexOf(quote, 1);
  const rest = value.slice(end + 1).trim();
  if (rest !== '' && !rest.startsWith('#')) {
    return `goes on after its closing ${quote}: put it in another kind of quotes.`;
  }
  if (quote === '"' && /\$\{/.test(value.slice(0, end))) {
    return 'holds a variable in braces, which is not replaced here: write the value out, or put it in single quotes.';
  }
  return null;
}
