import type { Schema } from 'joi';
import { describedSchema, type DescribedSchema } from './describedSchema';
import type { JsonSchema } from './JsonSchema';
import { keyDependencies } from './keyDependencies';

const COMPONENT_NAME = /^[A-Z]\w*$/;
const ALTERNATIVES = ['anyOf', 'oneOf', 'allOf'] as const;

/**
 * Turns Joi schemas into JSON Schema: Joi's own translation, and over it what that leaves out. A schema with
 * an `.id('User')` becomes a component that others refer to.
 */
export class SchemaComponents {
  private readonly named = new Map<string, JsonSchema>();

  /** @throws Error when two different schemas have one id, or a rule has no words in JSON Schema. */
  of(schema: Schema): JsonSchema {
    const translated = schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }) as JsonSchema;
    return this.complete(translated, describedSchema(schema));
  }

  all(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.named].sort(([one], [other]) => one.localeCompare(other)));
  }

  private complete(json: JsonSchema, described: DescribedSchema): JsonSchema {
    const { $defs: _, ...plain } = json;
    const completed: JsonSchema = {
      ...onlyOne(plain),
      ...(json.enum && isNullable(described) && { enum: [...new Set([...json.enum, null])] }),
      ...this.objectParts(json, described),
      ...this.arrayParts(json, described),
      ...this.alternatives(json, described),
      ...annotations(described),
    };
    const id = described.flags?.id;
    return id !== undefined && COMPONENT_NAME.test(id) ? this.refer(id, completed, described) : completed;
  }

  private objectParts(json: JsonSchema, { keys = {}, dependencies = [] }: DescribedSchema): JsonSchema {
    const properties = Object.entries(json.properties ?? {}).flatMap(([name, property]) => {
      const key = keys[name];
      return key && key.flags?.presence !== 'forbidden'
        ? [[name, this.complete(property, key)] as const]
        : [];
    });
    return {
      ...(json.properties && { properties: Object.fromEntries(properties) }),
      ...keyDependencies(dependencies),
    };
  }

  private arrayParts(json: JsonSchema, { items = [], ordered = [] }: DescribedSchema): JsonSchema {
    const one = json.items && items.length === 1 && this.completeAll([json.items], items)[0];
    const several = json.items?.anyOf && { anyOf: this.completeAll(json.items.anyOf, items) };
    return {
      ...(one ? { items: one } : several && { items: several }),
      ...(json.prefixItems && { prefixItems: this.completeAll(json.prefixItems, ordered) }),
    };
  }

  private alternatives(json: JsonSchema, { matches = [] }: DescribedSchema): JsonSchema {
    const schemas = matches.flatMap(({ schema }) => (schema ? [schema] : []));
    const keyword = schemas.length > 0 && ALTERNATIVES.find((name) => json[name]);
    const alternatives = keyword && json[keyword];
    if (!alternatives) return {};
    // Joi puts an allowed null in front of the alternatives that the schema itself names.
    const extra = alternatives.length - schemas.length;
    const own = this.completeAll(alternatives.slice(extra), schemas);
    return { [keyword]: [...alternatives.slice(0, extra), ...own] };
  }

  private completeAll(jsons: readonly JsonSchema[], described: readonly DescribedSchema[]): JsonSchema[] {
    return jsons.map((json, at) => this.complete(json, described[at] ?? {}));
  }

  private refer(name: string, json: JsonSchema, described: DescribedSchema): JsonSchema {
    const component = withoutNull(json);
    const known = this.named.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(component)) {
      throw new Error(`Two different schemas have the id "${name}"`);
    }
    this.named.set(name, component);
    const reference = { $ref: `#/components/schemas/${name}` };
    return isNullable(described) ? { anyOf: [reference, { type: 'null' }] } : reference;
  }
}

function annotations({ examples, metas = [] }: DescribedSchema): JsonSchema {
  const { deprecated, format } = Object.assign({}, ...metas) as Readonly<Record<string, unknown>>;
  return {
    ...(examples && { examples: [...examples] }),
    ...(deprecated === true && { deprecated }),
    ...(typeof format === 'string' && { format }),
  };
}

function isNullable({ allow = [] }: DescribedSchema): boolean {
  return allow.includes(null);
}

function withoutNull(json: JsonSchema): JsonSchema {
  const { type, enum: values, ...rest } = json;
  const types = typeof type === 'string' ? [type] : (type ?? []).filter((one) => one !== 'null');
  return {
    ...(types.length > 0 && { type: types.length === 1 ? types[0] : types }),
    ...(values && { enum: values.filter((value) => value !== null) }),
    ...rest,
  };
}

/** A key under a condition that forbids it otherwise comes as a choice of one. */
function onlyOne({ anyOf, ...rest }: JsonSchema): JsonSchema {
  if (!anyOf) return rest;
  return anyOf.length === 1 ? { ...rest, ...anyOf[0] } : { ...rest, anyOf };
}
