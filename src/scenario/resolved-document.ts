import { z } from 'zod'
import { canonicalJson } from '../base/digest.ts'
import { pathText } from '../base/problem.ts'
import { fillPool, fillWorkload } from './fill-defaults.ts'
import type { PodAutoscaling } from './policy-schema.ts'
import type { ListedNode } from './read-inputs.ts'
import { type ScenarioDocument, scenarioSchema } from './scenario-schema.ts'
import type { ChosenPolicies } from './variants.ts'

/** One variant, with the document as it sees it. */
export interface ResolvedVariant {
  readonly name: string
  readonly description: string
  readonly document: ScenarioDocument
  readonly listed: readonly (readonly ListedNode[])[]
  readonly policies: ChosenPolicies
}

/**
 * The scenario in its own language with every default filled in. Each variant spells out its policies, and what else differs
 * from the base, defaults that follow from a difference included: so the text reads back as the same scenario.
 */
export function resolvedDocument(
  base: ResolvedVariant,
  description: string,
  variants: readonly ResolvedVariant[],
): unknown {
  const filledBase = filled(base)
  const written = encoded(filledBase)
  return encoded({
    ...filledBase,
    description,
    policies: choices(base),
    variants: variants.map((variant) => ({
      name: variant.name,
      description: variant.description,
      ...choices(variant),
      set: Object.fromEntries(differences(written, encoded(filled(variant)))),
    })),
  })
}

function encoded(document: ScenarioDocument): Record<string, unknown> {
  return z.encode(scenarioSchema, document) as Record<string, unknown>
}

function filled({ document, listed }: ResolvedVariant): ScenarioDocument {
  const { cluster, workloads } = document
  const nodePools = cluster.nodePools.map((pool, index) => fillPool(pool, listed[index]?.length ?? 0))
  const filledWorkloads = workloads.map((workload) => fillWorkload(workload, document))
  return { ...document, cluster: { ...cluster, nodePools }, workloads: filledWorkloads }
}

function choices({ document, policies }: ResolvedVariant) {
  const services = document.workloads.filter(({ service }) => service !== undefined)
  const each = services.map(({ name }) => [name, policies.podAutoscaler(name)] as const)
  const podAutoscaling: PodAutoscaling = { kind: 'each', policies: Object.fromEntries(each) }
  const { placement, nodeAutoscaling, metrics, utilisation } = policies
  return { placement, podAutoscaling, nodeAutoscaling, metrics, utilisation }
}

type Difference = readonly [path: string, value: z.core.util.JSONType]

function differences(base: Record<string, unknown>, variant: Record<string, unknown>): Difference[] {
  return ['cluster', 'curves', 'workloads', 'ingress', 'sidecar', 'queues'].flatMap((section) =>
    differencesAt([section], base[section], variant[section]),
  )
}

/** The smallest parts that differ; where a key or an item is gone, the part around it. */
function differencesAt(path: readonly (string | number)[], base: unknown, variant: unknown): Difference[] {
  if (variant === undefined) return []
  if (base !== undefined && canonicalJson(base) === canonicalJson(variant)) return []
  if (Array.isArray(base) && Array.isArray(variant) && base.length === variant.length) {
    return variant.flatMap((item, index) => differencesAt([...path, index], base[index], item))
  }
  if (isMapping(base) && isMapping(variant) && Object.keys(base).every((key) => Object.hasOwn(variant, key))) {
    return Object.entries(variant).flatMap(([key, value]) => differencesAt([...path, key], base[key], value))
  }
  return [[pathText(path), variant as z.core.util.JSONType]]
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
