import { Recommendations } from '../../recommendations.ts'
import type { PodAutoscaler, PodAutoscalerPlugin, ReplicaDecision, ServiceView } from '../types.ts'
import { checkHpa, curvesReadBy } from './check.ts'
import { combine } from './combine.ts'
import { type Metric, metricOf } from './metric.ts'
import { type Changes, type Limited, limitedByDefault, limitedByRules, type ReplicaLimits } from './rates.ts'
import { ScaleEvents } from './scale-events.ts'
import { longestPeriodUs, type ScalingRules } from './scaling-rules.ts'
import { type HpaOptions, hpaOptions, metricsOf, rulesOf, toleranceOf } from './spec.ts'
import { stabilised, stabilisedDown } from './stabilisation.ts'

/** Kubernetes' HorizontalPodAutoscaler (pkg/controller/podautoscaler/horizontal.go, reconcileAutoscaler). */
class HorizontalPodAutoscaler implements PodAutoscaler {
  readonly everyUs: number
  private readonly limits: ReplicaLimits
  private readonly metrics: readonly Metric[]
  private readonly rules: { readonly up: ScalingRules; readonly down: ScalingRules } | null
  private readonly downWindowUs: number
  private readonly past = new Recommendations()
  private readonly changes: Changes = { up: new ScaleEvents(), down: new ScaleEvents() }

  constructor(options: HpaOptions, metrics: readonly Metric[]) {
    this.everyUs = options.controller.syncPeriod
    this.limits = { min: options.minReplicas, max: options.maxReplicas }
    this.metrics = metrics
    this.rules = rulesOf(options)
    this.downWindowUs = options.controller.downscaleStabilization
  }

  decide(view: ServiceView): ReplicaDecision {
    const decision = this.wanted(view)
    const change = decision.replicas - view.replicasDesired
    if (this.rules !== null && change > 0) this.changes.up.note(change, view.nowUs, longestPeriodUs(this.rules.up))
    if (this.rules !== null && change < 0) this.changes.down.note(-change, view.nowUs, longestPeriodUs(this.rules.down))
    return decision
  }

  private wanted(view: ServiceView): ReplicaDecision {
    const { replicasDesired: current, nowUs } = view
    const { min, max } = this.limits
    if (this.past.log.length === 0) this.past.note(current, nowUs, this.downWindowUs)
    if (current === 0 && min !== 0) return { replicas: 0, reason: 'no replicas: autoscaling is off' }
    if (current > max) return { replicas: max, reason: `above maxReplicas ${max}` }
    if (current < min) return { replicas: min, reason: `below minReplicas ${min}` }
    const proposals = this.metrics.map((metric) => metric.propose(view))
    const combined = combine(proposals, current)
    if ('error' in combined) return { replicas: current, reason: combined.error }
    const { replicas, reason } = this.normalised(current, combined.replicas, nowUs)
    if (replicas === current) return { replicas, reason }
    const { name, target, inThousandths } = this.metrics[combined.metric]
    const proposal = proposals[combined.metric]
    const measured = 'error' in proposal ? 0 : proposal.measured / (inThousandths ? 1000 : 1)
    const held = replicas === combined.replicas ? '' : `, wants ${combined.replicas}: ${reason}`
    return { replicas, reason: `${name} at ${measured}, target ${target}${held}` }
  }

  private normalised(current: number, desired: number, nowUs: number): Limited {
    const { rules, past, limits } = this
    if (rules === null) {
      return limitedByDefault(current, stabilisedDown(past, desired, this.downWindowUs, nowUs), limits)
    }
    const windows = { upUs: rules.up.windowUs, downUs: rules.down.windowUs }
    const steady = stabilised(past, { current, desired }, windows, nowUs)
    return limitedByRules({ current, desired: steady }, limits, rules, this.changes, nowUs)
  }
}

export const hpa: PodAutoscalerPlugin<HpaOptions> = {
  name: 'hpa',
  doc: "Scales as Kubernetes' HorizontalPodAutoscaler does with a spec given as it is, autoscaling/v2 or v1.",
  options: hpaOptions,
  check: checkHpa,
  curvesRead: curvesReadBy,
  create: (options, { containers }) => {
    const { cpuInitializationPeriod, initialReadinessDelay } = options.controller
    const controller = {
      tolerance: toleranceOf(options),
      readiness: { cpuInitializationUs: cpuInitializationPeriod, initialReadinessDelayUs: initialReadinessDelay },
    }
    return new HorizontalPodAutoscaler(
      options,
      metricsOf(options).map((spec) => metricOf(spec, containers, controller)),
    )
  },
}
