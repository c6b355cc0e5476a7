import { z } from 'zod'
import { amountsField, durationField, shareField } from '../../../base/fields.ts'
import { formatCpu, formatMemory } from '../../../base/quantity.ts'
import type { ServiceWorkload } from '../../../model/workload.ts'
import { periodField } from '../../period-field.ts'
import type { PodAutoscaler, PodAutoscalerPlugin, PodSizes, ReplicaDecision, ServiceView } from '../types.ts'
import { CpuEstimator, MemoryEstimator, type Recommendation, recommend } from './recommender.ts'

const RESOURCES = ['cpu', 'memory'] as const
type Resource = (typeof RESOURCES)[number]

/** Recommendations are whole milli-CPU and whole MiB. */
const UNITS = { cpu: 1, memory: 1024 * 1024 } as const

/** What new pods ask for changes when the recommendation is so far from it (VPA's updater, pkg/updater/priority). */
const WORTHWHILE = 0.1

/** Of its pods at most this share may be missing while some are replaced (VPA's updater, eviction-tolerance). */
const EVICTION_TOLERANCE = 0.5

/** A service of fewer is left alone (VPA's updater, min-replicas). */
const REPLICAS_MIN = 2

const options = z.strictObject({
  updateMode: z
    .enum(['recreate', 'initial'])
    .default('recreate')
    .describe(
      '`recreate`: pods whose requests are out of bounds are replaced; `initial`: only new pods get new requests.',
    ),
  controlledResources: z
    .array(z.enum(RESOURCES))
    .min(1)
    .default([...RESOURCES])
    .describe('What is sized.'),
  margin: shareField().prefault('15%').describe('What comes on top of what was used.'),
  minAllowed: amountsField().prefault({ cpu: '25m', memory: '250Mi' }).describe('Least that a pod requests.'),
  maxAllowed: amountsField().prefault({}).describe('Most that a pod requests (default: its limits).'),
  every: periodField().prefault('1m').describe('How often it looks.'),
  after: durationField().prefault('1h').describe('Requests stay as they are for so long, until enough has been seen.'),
})

type Options = z.output<typeof options>

/**
 * Right-sizing of requests as the VerticalPodAutoscaler does it. It never changes how many replicas there are, and limits stay as they are.
 */
class Vertical implements PodAutoscaler {
  readonly everyUs: number
  private readonly options: Options
  private readonly limits: Readonly<Record<string, number>>
  private readonly estimators = { cpu: new CpuEstimator(), memory: new MemoryEstimator() }
  /** What new pods ask for. */
  private readonly applied: Record<Resource, number>
  private samples = 0
  private firstUs = 0

  constructor(chosen: Options, { pod }: ServiceWorkload) {
    this.options = chosen
    this.everyUs = chosen.every
    this.limits = { ...pod.limits, ...chosen.maxAllowed }
    this.applied = { cpu: pod.requests['cpu'] ?? 0, memory: pod.requests['memory'] ?? 0 }
  }

  decide(view: ServiceView): ReplicaDecision {
    const { updateMode, controlledResources, after } = this.options
    const unchanged = { replicas: view.replicasDesired, reason: 'requests stay as they are' }
    this.observe(view)
    if (this.samples === 0 || view.nowUs - this.firstUs < after) return unchanged
    const below: Partial<Record<Resource, number>> = {}
    const above: Partial<Record<Resource, number>> = {}
    const said: string[] = []
    for (const resource of controlledResources) {
      const found = this.recommendation(resource, view.nowUs)
      if (found === null) continue
      if (Math.abs(found.target / this.applied[resource] - 1) > WORTHWHILE) this.applied[resource] = found.target
      below[resource] = Math.min(found.lower, this.applied[resource])
      above[resource] = Math.max(found.upper, this.applied[resource])
      said.push(text(resource, found))
    }
    const sizes: PodSizes = {
      requests: Object.fromEntries(controlledResources.map((resource) => [resource, this.applied[resource]])),
      below,
      above,
      replaceAtMost: updateMode === 'initial' ? 0 : mayGo(view),
    }
    return { ...unchanged, sizes, reason: said.join('; ') }
  }

  private observe({ pods, nowUs }: ServiceView): void {
    let seen = false
    for (const { sample, count, ready } of pods) {
      if (sample === null || ready !== true) continue
      seen = true
      this.estimators.cpu.observe(sample.cpuMilli, count, nowUs)
      this.estimators.memory.observe(sample.memoryBytes, count, nowUs)
    }
    if (!seen) return
    if (this.samples === 0) this.firstUs = nowUs
    this.samples++
  }

  private recommendation(resource: Resource, nowUs: number): Recommendation | null {
    const { margin, minAllowed } = this.options
    const bounds = {
      margin,
      min: minAllowed[resource] ?? 0,
      max: this.limits[resource] ?? Number.POSITIVE_INFINITY,
      unit: UNITS[resource],
    }
    return recommend(this.estimators[resource], bounds, { spanUs: nowUs - this.firstUs, samples: this.samples })
  }
}

/** How many pods may be replaced now, before disruption budgets are asked. */
function mayGo({ replicasDesired, replicasReady }: ServiceView): number {
  if (replicasDesired < REPLICAS_MIN) return 0
  const missing = replicasDesired - replicasReady
  return Math.max(0, Math.max(1, Math.floor(replicasDesired * EVICTION_TOLERANCE)) - missing)
}

function text(resource: Resource, { target, lower, upper }: Recommendation): string {
  const shown = resource === 'cpu' ? formatCpu : formatMemory
  return `${resource}: ${shown(target)} recommended, from ${shown(lower)} to ${shown(upper)} left alone`
}

export const vertical: PodAutoscalerPlugin<Options> = {
  name: 'vertical',
  doc: 'Right-sizes what pods request by what they use, as the VerticalPodAutoscaler does; replicas stay as they are.',
  options,
  create: (chosen, workload) => new Vertical(chosen, workload),
}
