import { z } from 'zod'
import { assert } from './assert.ts'
import { closestNameHint } from './closest-name.ts'
import { issue, passedOn, wrongType } from './issue.ts'
import { type JsonSchema, withJsonForm } from './json-schema.ts'
import { keysAt } from './schema-keys.ts'

/** What a field needs to know of a plugin. */
export interface PluginEntry {
  readonly name: string
  readonly doc: string
  readonly options: z.ZodType
}

/** The plugin that a scenario chose, with decoded options. */
export interface PluginChoice {
  readonly name: string
  readonly options: unknown
}

/** The issues of a refused choice; the codec hands them on. */
type Issues = z.core.$ZodRawIssue[]

/**
 * A choice among plugins: `least-allocated` for the default options, or `{ weighted-match: { headroom: 2 } }`.
 * The value after the name is read by the plugin's own schema, which may also take a plain one (`{ constant: 100/s }`).
 * `kind` names what is chosen ('placement policy'); fields of the same kind offer the same plugins.
 * The plugins are asked for when the first value is read, so that curves may be made of curves.
 */
export function pluginField(kind: string, plugins: () => readonly PluginEntry[]) {
  const field: z.ZodType<PluginChoice, unknown> = z.codec(z.unknown(), z.custom<PluginChoice>(), {
    decode(input, context) {
      const choice = choose(kind, plugins(), input)
      if (!Array.isArray(choice)) return choice
      context.issues.push(...choice)
      return z.NEVER
    },
    encode: (choice) => textForm(kind, plugins(), choice),
  })
  return withJsonForm(field, {
    name: kind.replaceAll(' ', '-'),
    build: (of) => jsonForm(kind, plugins(), of),
  })
}

function choose(kind: string, plugins: readonly PluginEntry[], input: unknown): PluginChoice | Issues {
  if (typeof input === 'string') return decoded(kind, plugins, input, undefined, [])
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return [wrongType(input, withArticle(kind), `write its name; ${listing(plugins)}`)]
  }
  const entries = Object.entries(input)
  const [first] = entries
  if (first === undefined) return [issue(input, `${kind} without a name`, listing(plugins))]
  if (entries.length > 1) {
    const names = entries.map(([name]) => name).join(' and ')
    return [issue(input, `one ${kind} is wanted, not ${names}`, listing(plugins))]
  }
  return decoded(kind, plugins, first[0], first[1], [first[0]])
}

function decoded(
  kind: string,
  plugins: readonly PluginEntry[],
  name: string,
  options: unknown,
  path: PropertyKey[],
): PluginChoice | Issues {
  const plugin = plugins.find((entry) => entry.name === name)
  if (plugin === undefined) {
    const names = plugins.map((entry) => entry.name)
    const input = path.length === 0 ? name : { [name]: options }
    return [issue(input, `no ${kind} named "${name}"`, closestNameHint(name, names), path)]
  }
  const absent = options === undefined || options === null
  const result = z.safeDecode(plugin.options, absent ? {} : options, { reportInput: true })
  if (result.success) return { name, options: result.data }
  if (absent) return [issue(options, `${kind} "${name}" needs options`, optionsHint(name, result.error.issues), path)]
  return result.error.issues.flatMap((found) => placed(found, plugin.options, path))
}

/** The way to write a plugin whose options are not all optional. */
function optionsHint(name: string, issues: readonly z.core.$ZodIssue[]): string {
  const keys = new Set(issues.flatMap(({ path }) => path.slice(0, 1).map(String)))
  const options = [...keys].map((key) => `${key}: …`).join(', ')
  return options === '' ? `write { ${name}: … }` : `write { ${name}: { ${options} } }`
}

/** An issue of the options as one of the whole scenario; unknown keys get their nearest names while the schema is known. */
function placed(found: z.core.$ZodIssue, options: z.ZodType, path: PropertyKey[]): Issues {
  // Plugins inside the options have named theirs already.
  if (found.code !== 'unrecognized_keys' || 'params' in found) return [passedOn(found, path)]
  const known = keysAt(options, found.path)
  return found.keys.map((key) => {
    const hint = known === null ? null : closestNameHint(key, known)
    return {
      ...passedOn(found, path),
      keys: [key],
      message: `unknown key "${key}"`,
      params: { hint },
    } as z.core.$ZodRawIssue
  })
}

function textForm(kind: string, plugins: readonly PluginEntry[], choice: PluginChoice): unknown {
  const plugin = plugins.find((entry) => entry.name === choice.name)
  assert(plugin !== undefined, `no ${kind} named "${choice.name}"`)
  const options = z.encode(plugin.options, choice.options)
  const defaults = z.safeDecode(plugin.options, {})
  const bare = defaults.success && JSON.stringify(z.encode(plugin.options, defaults.data)) === JSON.stringify(options)
  return bare ? plugin.name : { [plugin.name]: options }
}

function jsonForm(kind: string, plugins: readonly PluginEntry[], of: (schema: z.ZodType) => JsonSchema): JsonSchema {
  const bare = plugins.filter((plugin) => z.safeDecode(plugin.options, {}).success)
  const properties = Object.fromEntries(
    plugins.map((plugin) => [plugin.name, documented(of(plugin.options), plugin.doc)]),
  )
  const withOptions = { type: 'object', properties, minProperties: 1, maxProperties: 1, additionalProperties: false }
  if (bare.length === 0) return { ...withOptions, description: `One ${kind} with its options.` }
  const description = bare.map(({ name, doc }) => `${name}: ${doc}`).join('\n')
  return { oneOf: [{ type: 'string', enum: bare.map(({ name }) => name), description }, withOptions] }
}

function documented(schema: JsonSchema, description: string): JsonSchema {
  const own = schema.description
  if ('$ref' in schema) return { allOf: [schema], description }
  return { ...schema, description: typeof own === 'string' ? `${description} ${own}` : description }
}

function listing(plugins: readonly PluginEntry[]): string {
  return `all: ${plugins
    .map(({ name }) => name)
    .sort()
    .join(', ')}`
}

function withArticle(kind: string): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`
}
