import type { ValidationError } from 'joi';
import type { Variable } from './Variable';
import { VARIABLES, VARIABLE_NAMES, type ValueOf, type VariableName } from './variables';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment read once: typed values, and every fault met on the way. Empty counts as not given. */
export class Reading {
  readonly faults: string[] = [];
  private readonly values = new Map<VariableName, unknown>();

  /** @param misread names whose fault was told already: they count as given and have no value. */
  constructor(
    private readonly environment: Environment,
    private readonly misread: ReadonlySet<string> = new Set(),
  ) {
    for (const name of VARIABLE_NAMES) if (this.given(name) && !misread.has(name)) this.read(name);
  }

  given(name: VariableName): boolean {
    return this.misread.has(name) || (this.environment[name] ?? '').trim() !== '';
  }

  /** Undefined when not given, and when given wrongly. */
  value<Name extends VariableName>(name: Name): ValueOf<Name> | undefined {
    return this.values.get(name) as ValueOf<Name> | undefined;
  }

  fault(...sentences: string[]): void {
    this.faults.push(...sentences);
  }

  private read(name: VariableName): void {
    const variable: Variable = VARIABLES[name];
    const text = this.environment[name] ?? '';
    const flaw = flawOfText(variable.secret ? text : text.trim());
    const result = variable.schema.validate(text);
    if (flaw !== null) this.fault(`${name} ${flaw}`);
    else if (result.error === undefined) this.values.set(name, result.value);
    else this.fault(`${name} ${said(result.error) ?? expectation(name, variable, text)}`);
  }
}

function flawOfText(text: string): string | null {
  if (/\p{Cc}/u.test(text)) {
    return 'holds a line break or another control character: write it on one line; "\\n" in double quotes becomes one.';
  }
  if (/^(["']).*\1$/.test(text)) {
    return 'begins and ends with quotes that are part of its value: leave them out (docker run --env-file keeps them).';
  }
  return null;
}

/** What a `parse` of the table threw; it names the entry at fault better than the general sentence. */
function said({ details }: ValidationError): string | null {
  const [detail] = details;
  const context = detail?.context as { error?: unknown } | undefined;
  return detail?.type === 'any.custom' && context?.error instanceof Error ? context.error.message : null;
}

function expectation(name: VariableName, variable: Variable, text: string): string {
  const is = variable.secret ? 'is not right' : `is "${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
  const example = variable.example === undefined ? '' : `, for example ${name}="${variable.example}"`;
  return `${is}: set it to ${variable.expects}${example}.`;
}
