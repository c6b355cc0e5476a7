import { z } from 'zod'

export type JsonSchema = Record<string, unknown>

/** The JSON Schema of a schema that reads more than zod can tell, kept under `definitions` by its name. */
export interface JsonForm {
  readonly name: string
  /** `of` gives the JSON Schema of a schema inside this one. */
  build(of: (schema: z.ZodType) => JsonSchema): JsonSchema
}

/** By definition object, which a schema shares with its `.meta()` and `.describe()` copies. */
const FORMS = new WeakMap<object, JsonForm>()

/** States the JSON Schema of a codec. Schemas of the same name must read the same. */
export function withJsonForm<S extends z.ZodType>(schema: S, form: JsonForm): S {
  FORMS.set(schema._zod.def, form)
  return schema
}

/** Takes the allOf off a schema that consists of nothing else. */
function unwrap(jsonSchema: JsonSchema): void {
  const [only, ...others] = jsonSchema.allOf as JsonSchema[]
  if (others.length > 0) return
  delete jsonSchema.allOf
  Object.assign(jsonSchema, only)
}

/**
 * The published JSON Schema (draft 7) of what a schema reads. Beside zod's own translation it keeps examples and
 * defaults of codecs in their text form, and gives named forms one definition each, so that they may contain themselves.
 */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const definitions = new Map<string, unknown>()

  function of(inner: z.ZodType): JsonSchema {
    const {
      $schema: _,
      definitions: own,
      ...rest
    } = z.toJSONSchema(inner, { io: 'input', target: 'draft-7', override })
    for (const [name, definition] of Object.entries(own ?? {})) definitions.set(name, definition)
    return rest
  }

  function override({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: JsonSchema }): void {
    const form = FORMS.get(zodSchema._zod.def)
    if (form !== undefined) refer(jsonSchema, form)
    if (Object.keys(jsonSchema).join() === 'allOf') unwrap(jsonSchema)
    const examples = z.globalRegistry.get(zodSchema)?.examples
    if (examples !== undefined) jsonSchema.examples = examples
    if (zodSchema instanceof z.ZodDefault) {
      jsonSchema.default = z.encode(zodSchema.def.innerType, zodSchema.def.defaultValue)
    }
  }

  /** Draft 7 ignores what stands beside a $ref, so that a description needs an allOf around it. */
  function refer(jsonSchema: JsonSchema, form: JsonForm): void {
    if (!definitions.has(form.name)) {
      definitions.set(form.name, {})
      definitions.set(form.name, form.build(of))
    }
    const reference = { $ref: `#/definitions/${form.name}` }
    const { description } = jsonSchema
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
    Object.assign(jsonSchema, description === undefined ? reference : { allOf: [reference], description })
  }

  const root = of(schema)
  const sorted = Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1)))
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...root, definitions: sorted }
}
