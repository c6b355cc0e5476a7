import type { z } from 'zod'
import { type JsonSchema, jsonSchemaOf } from './base/json-schema.ts'
import { FORMULA_FUNCTIONS } from './formula/formula.ts'
import { CURVES } from './load/registry.ts'
import { METRICS } from './metrics/definitions.ts'
import { NODE_AUTOSCALERS } from './policies/node-autoscaler/registry.ts'
import { PLACEMENTS } from './policies/placement/registry.ts'
import { POD_AUTOSCALERS } from './policies/pod-autoscaler/registry.ts'

export interface CatalogOption {
  /** '' for a plugin that takes a plain value instead of named options. */
  readonly name: string
  /** What a value looks like: `add | multiply`, `90s`, `integer`. */
  readonly form: string
  readonly required: boolean
  /** As one would write it, or null when there is none. */
  readonly default: string | null
  readonly doc: string
}

export interface CatalogEntry {
  readonly name: string
  readonly doc: string
  readonly options: readonly CatalogOption[]
}

export interface CatalogTopic {
  readonly topic: string
  readonly title: string
  readonly entries: readonly CatalogEntry[]
}

/** Everything that a scenario can name, with its sentence and its options. */
export function catalog(): readonly CatalogTopic[] {
  return [
    { topic: 'curves', title: 'Load curves', entries: CURVES.map(pluginEntry) },
    { topic: 'placement', title: 'Placement policies', entries: PLACEMENTS.map(pluginEntry) },
    { topic: 'pod-autoscaling', title: 'Pod autoscalers', entries: POD_AUTOSCALERS.map(pluginEntry) },
    { topic: 'node-autoscaling', title: 'Node autoscalers', entries: NODE_AUTOSCALERS.map(pluginEntry) },
    { topic: 'metrics', title: 'Metrics', entries: METRICS.map(metricEntry) },
    { topic: 'functions', title: 'Functions of formulas', entries: FORMULA_FUNCTIONS.map(functionEntry) },
  ]
}

function pluginEntry({ name, doc, options }: { name: string; doc: string; options: z.ZodType }): CatalogEntry {
  return { name, doc, options: optionsOf(jsonSchemaOf(options)) }
}

function metricEntry({ name, unit, better, doc }: (typeof METRICS)[number]): CatalogEntry {
  const direction = better === 'neither' ? '' : `, ${better} is better`
  return { name, doc: `${doc} (${unit}${direction})`, options: [] }
}

function functionEntry({ name, arity, doc }: (typeof FORMULA_FUNCTIONS)[number]): CatalogEntry {
  const [least, most] = arity
  const letters = ['x', 'y', 'z'].slice(0, Math.max(least, Math.min(most, 3)))
  return { name: `${name}(${letters.join(', ')}${most > 3 ? ', …' : ''})`, doc, options: [] }
}

function optionsOf(schema: JsonSchema): CatalogOption[] {
  const properties = schema['properties'] as Readonly<Record<string, JsonSchema>> | undefined
  if (properties === undefined) return [option('', schema, true)]
  const required = (schema['required'] ?? []) as readonly string[]
  return Object.entries(properties).map(([name, property]) => option(name, property, required.includes(name)))
}

function option(name: string, schema: JsonSchema, required: boolean): CatalogOption {
  const given = schema['default']
  return {
    name,
    form: formOf(schema),
    required: required && given === undefined,
    default: given === undefined ? null : typeof given === 'string' ? given : JSON.stringify(given),
    doc: typeof schema['description'] === 'string' ? schema['description'] : '',
  }
}

function formOf(schema: JsonSchema): string {
  const { enum: values, examples, type, $ref, allOf, items, additionalProperties } = schema
  if (Array.isArray(values)) return values.join(' | ')
  if (typeof $ref === 'string') return ($ref.split('/').at(-1) ?? '').replaceAll('-', ' ')
  if (Array.isArray(allOf)) return formOf(allOf[0] as JsonSchema)
  if (Array.isArray(examples)) return examples.slice(0, 2).map(String).join(', ')
  if (type === 'array') return `list of ${formOf((items ?? {}) as JsonSchema) || 'values'}`
  if (type === 'object' && additionalProperties !== undefined) return 'name: value'
  return typeof type === 'string' ? type : ''
}
