import { type CatalogEntry, type CatalogTopic, catalog } from '../src/catalog.ts'
import { publishedSchema } from '../src/scenario/published-schema.ts'

/** The parts of a JSON Schema that a reader of the reference wants to know. */
interface Schema {
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly maxProperties?: number
  readonly patternProperties?: unknown
  readonly additionalProperties?: Schema | boolean
  readonly required?: readonly string[]
}

const HEADER = `# Reference

Everything that a scenario can say. Made from the schema and the registries by \`npm run generate\`; \`simcap list\` prints the same.
Formulas behind the names: [models.md](models.md).
`

/** The whole of docs/reference.md. */
export function referenceText(): string {
  const topics = catalog().map(topicText)
  return [HEADER, scenarioText(), partsText(), ...topics].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim()
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}

function scenarioText(): string {
  return `## Scenario file\n\n${table(['field', 'value', 'default', 'meaning'], fields(publishedSchema() as Schema, ''))}`
}

/** What several fields have the form of: selectors, affinity, tolerations. */
function partsText(): string {
  const { definitions = {} } = publishedSchema() as { definitions?: Readonly<Record<string, Schema>> }
  const parts = Object.entries(definitions).filter(([, { properties, maxProperties }]) => properties && !maxProperties)
  const texts = parts.map(
    ([name, part]) =>
      `### ${name.replaceAll('-', ' ')}\n\n${table(['field', 'value', 'default', 'meaning'], fields(part, ''))}`,
  )
  return `## Parts of pods\n\n${texts.join('\n')}`
}

/** One row per field, in the order of the schema; a list's items are written as \`name[]\`. */
function fields(schema: Schema, prefix: string): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${prefix}${name}`
    const needed = schema.required?.includes(name) && field.default === undefined
    const row = [`\`${path}\``, formOf(field), needed ? 'required' : defaultOf(field), field.description ?? '']
    return [row, ...inside(field, path)]
  })
}

function inside(field: Schema, path: string): string[][] {
  if (field.patternProperties !== undefined) return []
  if (field.items?.properties !== undefined) return fields(field.items, `${path}[].`)
  const [form, ...others] = [field, ...(field.anyOf ?? [])].filter(({ properties }) => properties !== undefined)
  return form === undefined || others.length > 0 ? [] : fields(form, `${path}.`)
}

/** Defaults that only say "nothing" are left out. */
function defaultOf({ default: given }: Schema): string {
  if (given === undefined || given === '' || ['{}', '[]'].includes(JSON.stringify(given))) return ''
  return `\`${typeof given === 'string' ? given : JSON.stringify(given)}\``
}

function formOf(schema: Schema): string {
  const { $ref, allOf, anyOf, examples, items, type } = schema
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(' or ')
  if ($ref !== undefined) return ($ref.split('/').at(-1) ?? '').replaceAll('-', ' ')
  if (allOf?.[0] !== undefined) return formOf(allOf[0])
  if (examples && examples.length > 0) return `such as \`${String(examples[0])}\``
  if (anyOf) return [...new Set(anyOf.map(formOf))].filter((form) => form !== '').join(' or ')
  if (type === 'array') return `list of ${items === undefined || items.properties ? 'the following' : formOf(items)}`
  if (schema.patternProperties !== undefined) return 'resource: amount'
  if (type === 'object') return schema.properties ? '' : `name: ${mapValue(schema)}`
  return typeof type === 'string' ? type : (type ?? []).join(' or ')
}

function mapValue({ additionalProperties }: Schema): string {
  return typeof additionalProperties === 'object' ? formOf(additionalProperties) || 'value' : 'value'
}

function topicText({ title, entries }: CatalogTopic): string {
  if (entries.every(({ options }) => options.length === 0)) {
    return `## ${title}\n\n${table(
      ['name', 'meaning'],
      entries.map(({ name, doc }) => [`\`${name}\``, doc]),
    )}`
  }
  return `## ${title}\n\n${entries.map(entryText).join('\n')}`
}

function entryText({ name, doc, options }: CatalogEntry): string {
  const head = `### \`${name}\`\n\n${doc}\n`
  if (options.length === 0) return head
  const rows = options.map((option) => [
    option.name === '' ? 'value' : `\`${option.name}\``,
    option.form,
    option.required ? 'required' : option.default === null ? '' : `\`${option.default}\``,
    option.doc,
  ])
  return `${head}\n${table(['option', 'value', 'default', 'meaning'], rows)}`
}
