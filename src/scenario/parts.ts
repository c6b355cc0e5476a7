import { z } from 'zod'
import type { PluginRef } from '../model/plugin-ref.ts'
import { type NodePoolDocument, nodePoolSchema } from './cluster-schema.ts'
import { type ExpectationDocument, expectationSchema } from './expectation-schema.ts'
import type { Finding } from './finding.ts'
import { type ImportDocument, importSchema } from './import-schema.ts'
import type { Path } from './path.ts'
import { type PoliciesDocument, policiesSchema, type VariantDocument, variantSchema } from './policy-schema.ts'
import { type PriorityClassDocument, priorityClassSchema } from './priority-schema.ts'
import { type ScenarioDocument, scenarioSchema } from './scenario-schema.ts'
import { schemaFindings } from './schema-findings.ts'
import { type IngressDocument, ingressSchema } from './service-schema.ts'
import { nameOf, nodeAt, type TreeNode, toPlain } from './tree.ts'
import { type WorkloadDocument, workloadSchema } from './workload-schema.ts'

/** One decoded part of a document, with its way back to the text. */
export interface Part<T> {
  readonly path: Path
  readonly value: T
}

/**
 * What of a document could be understood, part by part: a mistake in one workload must not hide the mistakes of another.
 * Names come from the tree, so that a reference to a part that has a mistake of its own is still a good reference.
 */
export interface Parts {
  readonly tree: TreeNode
  /** The whole document when nothing in it is wrong. */
  readonly document: ScenarioDocument | null
  readonly durationUs: number | null
  readonly resolutionUs: number | null
  /** Null also where it is left out. */
  readonly seriesEveryUs: number | null
  readonly start: ScenarioDocument['start'] | null
  readonly seed: number | null
  /** Null: none, or one that could not be understood. */
  readonly trace: ImportDocument | null
  readonly pools: readonly Part<NodePoolDocument>[]
  readonly workloads: readonly Part<WorkloadDocument>[]
  readonly ingress: readonly Part<IngressDocument>[]
  readonly curves: readonly Part<PluginRef>[]
  /** Null when not every one could be understood. */
  readonly priorityClasses: readonly PriorityClassDocument[] | null
  readonly policies: PoliciesDocument | null
  readonly variants: readonly Part<VariantDocument>[]
  readonly expectations: readonly Part<ExpectationDocument>[]
  /** Whether every pool could be understood: only then is a resource that no pool has a mistake. */
  readonly allPoolsKnown: boolean
}

export function decodeParts(tree: TreeNode): { readonly parts: Parts; readonly findings: readonly Finding[] } {
  const whole = scenarioSchema.safeParse(toPlain(tree), { reportInput: true })
  const shape = scenarioSchema.shape
  const pools = decodeEach(tree, ['cluster', 'nodePools'], nodePoolSchema)
  const parts: Parts = {
    tree,
    document: whole.success ? whole.data : null,
    durationUs: decodeOne(tree, ['duration'], shape.duration),
    resolutionUs: decodeOne(tree, ['resolution'], shape.resolution),
    seriesEveryUs: decodeOne(tree, ['seriesEvery'], shape.seriesEvery) ?? null,
    start: decodeOne(tree, ['start'], shape.start),
    seed: decodeOne(tree, ['seed'], shape.seed),
    trace: nodeAt(tree, ['import']) === null ? null : decodeOne(tree, ['import'], importSchema),
    pools,
    workloads: decodeEach(tree, ['workloads'], workloadSchema),
    ingress: decodeEach(tree, ['ingress'], ingressSchema),
    curves: decodeEach(tree, ['curves'], shape.curves.unwrap().valueType),
    priorityClasses: decodeOne(tree, ['priorityClasses'], z.array(priorityClassSchema).prefault([])),
    policies: decodeOne(tree, ['policies'], policiesSchema.prefault({})),
    variants: decodeEach(tree, ['variants'], variantSchema),
    expectations: decodeEach(tree, ['expect'], expectationSchema),
    allPoolsKnown: pools.length > 0 && pools.length === pathsIn(tree, ['cluster', 'nodePools']).length,
  }
  return { parts, findings: whole.success ? [] : schemaFindings(scenarioSchema, whole.error.issues) }
}

function decodeOne<T>(tree: TreeNode, path: Path, schema: z.ZodType<T>): T | null {
  const node = nodeAt(tree, path)
  const decoded = schema.safeParse(node === null ? undefined : toPlain(node))
  return decoded.success ? decoded.data : null
}

function decodeEach<T>(tree: TreeNode, path: Path, schema: z.ZodType<T>): Part<T>[] {
  return pathsIn(tree, path).flatMap((each) => {
    const value = decodeOne(tree, each, schema)
    return value === null ? [] : [{ path: each, value }]
  })
}

/** The paths of all items of a list, or of all values of a mapping. */
export function pathsIn(tree: TreeNode, path: Path): Path[] {
  const node = nodeAt(tree, path)
  if (node?.kind === 'list') return node.items.map((_, index) => [...path, index])
  return node?.kind === 'map' ? [...node.entries.keys()].map((key) => [...path, key]) : []
}

/** The names that the items of a list give themselves. */
export function namesIn(tree: TreeNode, path: Path): { readonly path: Path; readonly name: string }[] {
  return pathsIn(tree, path).flatMap((each) => {
    const node = nodeAt(tree, each)
    const name = node === null ? null : nameOf(node)
    return name === null ? [] : [{ path: each, name }]
  })
}
