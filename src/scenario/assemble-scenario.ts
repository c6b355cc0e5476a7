import type { TraceWorld } from '../importers/openb.ts'
import type { ClusterSpec } from '../model/cluster-spec.ts'
import type { TargetShape } from '../model/gpus.ts'
import type { MetricsPipeline } from '../model/metrics-pipeline.ts'
import type { InputFile, Note, Scenario, Variant } from '../model/scenario.ts'
import type { Workload } from '../model/workload.ts'
import { curvesRead } from '../policies/pod-autoscaler/registry.ts'
import type { World } from './examine.ts'
import { withTokenTimes } from './listed-requests.ts'
import {
  countlessNotes,
  idlePoolNotes,
  idleScheduleNotes,
  lateSubmissionNotes,
  modelNotes,
  placementNotes,
  shortTimeoutNotes,
  unreadFieldNotes,
  unusedCurveNotes,
  unusedImageNotes,
} from './notes.ts'
import type { VariantDocument } from './policy-schema.ts'
import { type ResolvedVariant, resolvedDocument } from './resolved-document.ts'
import type { ScenarioDocument } from './scenario-schema.ts'
import { toCluster, toWorkload } from './to-model.ts'
import { type ChosenPolicies, choosePolicies, DEFAULT_VARIANT } from './variants.ts'
import { warmWorkloads } from './warm-pods.ts'

/** Document to model. `worlds` holds the world of each variant; a scenario without variants has one, the default. */
export function assembleScenario(
  base: World,
  worlds: readonly World[],
  comment: string,
  inputs: readonly InputFile[],
): Scenario {
  const { document } = base
  const seen = document.variants.map((variant, index) => ({ variant, world: worlds[index] ?? base }))
  const variants = seen.length === 0 ? [{ variant: null, world: base }] : seen
  const resolved = variants.map(({ variant, world }) => resolveVariant(variant, world))
  const models = variants.map(({ world }, index) => toVariant(world, resolved[index] ?? resolveVariant(null, world)))
  const read = curvesRead(models.flatMap(({ workloads }) => workloads))
  const description = document.description || comment
  return {
    name: document.name,
    description,
    seed: document.seed,
    start: document.start ?? null,
    durationUs: document.duration,
    resolutionUs: document.resolution,
    seriesEveryUs: document.seriesEvery ?? null,
    currency: document.currency,
    variants: models,
    expectations: document.expect.map(toExpectation),
    notes: once(variants.flatMap(({ world }, index) => notesOf(world, models[index], read))),
    inputs,
    document: resolvedDocument(resolveVariant(null, base), description, resolved),
  }
}

function resolveVariant(variant: VariantDocument | null, { document, inputs }: World): ResolvedVariant {
  return {
    name: variant?.name ?? DEFAULT_VARIANT,
    description: variant?.description ?? '',
    document,
    listed: inputs.listed,
    policies: choosePolicies(document.policies, variant),
  }
}

function toVariant({ document, inputs }: World, { name, description, policies }: ResolvedVariant): Variant {
  const axis = { durationUs: document.duration, start: document.start }
  const workloads = servedWorkloads(document, inputs).flatMap((workload, index) => {
    const autoscaler = policies.podAutoscaler(workload.name)
    const curve = inputs.curves[index] ?? null
    const listed = inputs.submissions[index] ?? null
    return toWorkload(workload, document, curve, { autoscaler, axis, listed, log: inputs.logs[index] ?? null }) ?? []
  })
  workloads.push(...warmWorkloads(document))
  const cluster = toCluster(document, inputs.listed)
  const read = curvesRead(workloads)
  const { trace } = inputs
  const drawn = trace?.drawn ?? null
  return {
    name,
    description,
    ...(trace === null ? { cluster, workloads } : beside(trace, trace.target, cluster, workloads)),
    ...(trace !== null && drawn !== null && { drawn: (seed) => beside(drawn(seed), trace.target, cluster, workloads) }),
    queues: document.queues,
    curves: new Map([...inputs.named].filter(([name]) => read.includes(name))),
    policies: {
      placement: policies.placement,
      nodeAutoscaling: policies.nodeAutoscaling,
      metrics: toPipeline(policies.metrics),
      utilisationRule: policies.utilisation,
    },
  }
}

/** Own nodes and workloads, then those of a trace. */
function beside(
  trace: TraceWorld,
  target: readonly TargetShape[],
  cluster: ClusterSpec,
  workloads: readonly Workload[],
): Pick<Variant, 'cluster' | 'workloads'> {
  return {
    cluster: { targetWorkload: target, ...cluster, pools: [...cluster.pools, ...trace.pools] },
    workloads: [...workloads, ...trace.workloads],
  }
}

function servedWorkloads({ workloads }: ScenarioDocument, { logs }: World['inputs']) {
  return workloads.map((workload, index) => withTokenTimes(workload, logs[index] ?? null))
}

function toPipeline({ scrape, window, delay }: ChosenPolicies['metrics']): MetricsPipeline {
  return { scrapeUs: scrape, windowUs: window, delayUs: delay }
}

function toExpectation({ metric, variant, workload, relativeTo, min, max }: ScenarioDocument['expect'][number]) {
  return {
    metric,
    variant: variant ?? null,
    workload: workload ?? null,
    relativeTo: relativeTo ?? null,
    min: min ?? null,
    max: max ?? null,
  }
}

function notesOf(
  { document, inputs }: World,
  variant: Variant | undefined,
  curvesReadByPolicies: readonly string[],
): Note[] {
  const late = lateSubmissionNotes(document.workloads, document.duration)
  return [
    ...inputs.notes,
    ...late,
    ...idleScheduleNotes(document.workloads, { durationUs: document.duration, start: document.start }),
    ...unusedCurveNotes(document, curvesReadByPolicies),
    ...unusedImageNotes(document),
    ...unreadFieldNotes(document.workloads),
    ...countlessNotes(document.workloads),
    ...shortTimeoutNotes(servedWorkloads(document, inputs)),
    ...(variant === undefined
      ? []
      : [
          ...modelNotes(variant.cluster.pools, variant.workloads),
          ...idlePoolNotes(variant.cluster.pools, variant.workloads),
          ...placementNotes(variant.policies.placement),
        ]),
  ]
}

function once(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((note) => [`${note.about}\n${note.text}`, note])).values()]
}
