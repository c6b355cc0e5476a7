import { z } from 'zod'
import { durationField } from '../../base/fields.ts'
import { periodField } from '../period-field.ts'
import { Recommendations } from '../recommendations.ts'
import { bounded, boundsInOrder } from '../replica-bounds.ts'
import type { PodAutoscaler, PodAutoscalerPlugin, ReplicaDecision, ServiceView } from './types.ts'

/** As the horizontal pod autoscaler has it: a smaller deviation is left alone. */
const TOLERANCE = 0.1

/** Far above the last bits of a quotient: 55 for 50 is 10 % too much, which is still tolerated. */
const ROUNDING = 1e-9

const options = z
  .strictObject({
    metric: z
      .enum(['queue-length', 'requests-per-second'])
      .default('queue-length')
      .describe('What is looked at: requests that wait or are worked on, or those that come.'),
    target: z.number().positive().describe('How much of it one replica is there for.'),
    activation: z
      .number()
      .min(0)
      .default(0)
      .describe('More than this wakes a service that sleeps, and keeps it awake.'),
    min: z.int().min(0).default(0).describe('Fewest replicas; with 0 the service falls asleep when nothing is to do.'),
    max: z.int().min(1).default(100).describe('Most replicas.'),
    pollingInterval: periodField().prefault('30s').describe('How often it looks whether to wake or to sleep.'),
    cooldownPeriod: durationField().prefault('5m').describe('Without activity so long, the service falls asleep.'),
    every: periodField().prefault('15s').describe('How often it looks how many replicas an awake service needs.'),
    stabilisation: durationField()
      .prefault('5m')
      .describe('Replicas are taken away only when for so long none of them was needed.'),
  })
  .check(boundsInOrder)

type Options = z.output<typeof options>

/**
 * KEDA's two halves: its operator wakes a service and puts it to sleep (pkg/scaling/executor/scale_scaledobjects.go), in between the
 * horizontal pod autoscaler scales it by an external metric of type AverageValue.
 */
class QueueLength implements PodAutoscaler {
  readonly everyUs: number
  private readonly options: Options
  private readonly past = new Recommendations()
  private polledUs = Number.NEGATIVE_INFINITY
  private activeUs: number | null = null

  constructor(chosen: Options) {
    this.options = chosen
    this.everyUs = chosen.every
  }

  decide(view: ServiceView): ReplicaDecision {
    const { min, pollingInterval } = this.options
    const { nowUs, replicasDesired } = view
    const value = measured(this.options, view)
    if (min === 0 && nowUs - this.polledUs >= pollingInterval) {
      this.polledUs = nowUs
      const woken = this.poll(value, view)
      if (woken !== null) return woken
    }
    if (min === 0 && replicasDesired === 0) return { replicas: 0, reason: 'asleep' }
    return this.scaled(value, view)
  }

  /** Null: neither woken nor put to sleep. */
  private poll(value: number, { nowUs, replicasDesired }: ServiceView): ReplicaDecision | null {
    const { activation, cooldownPeriod } = this.options
    const isActive = value > activation
    if (isActive || this.activeUs === null) this.activeUs = nowUs
    const said = `${this.shown(value)}, ${isActive ? 'above' : 'not above'} ${activation}`
    if (replicasDesired === 0) return { replicas: isActive ? 1 : 0, reason: said }
    const idleUs = nowUs - this.activeUs
    return !isActive && idleUs >= cooldownPeriod
      ? { replicas: 0, reason: `${said} for ${Math.round(idleUs / 1e6)} s` }
      : null
  }

  private scaled(value: number, { nowUs, replicasDesired }: ServiceView): ReplicaDecision {
    const { target, stabilisation } = this.options
    const wanted = value / target
    const ratio = wanted / Math.max(1, replicasDesired)
    const bounds = { min: Math.max(1, this.options.min), max: this.options.max }
    const need = Math.abs(ratio - 1) <= TOLERANCE + ROUNDING ? replicasDesired : bounded(wanted, bounds)
    if (this.past.log.length === 0) this.past.note(replicasDesired, nowUs, stabilisation)
    const held = this.past.highest(need, nowUs, stabilisation)
    this.past.note(need, nowUs, stabilisation)
    const most = Math.max(4, 2 * replicasDesired)
    const replicas = bounded(Math.min(Math.max(need, Math.min(held, replicasDesired)), most), bounds)
    return { replicas, reason: `${this.shown(value)} ÷ ${target} = ${wanted.toFixed(2)}` }
  }

  private shown(value: number): string {
    return `${this.options.metric} ${value.toFixed(1)}`
  }
}

function measured({ metric }: Options, { queueLength, inFlight, loadPerSecond }: ServiceView): number {
  return metric === 'queue-length' ? queueLength + inFlight : loadPerSecond
}

export const queueLength: PodAutoscalerPlugin<Options> = {
  name: 'queue-length',
  doc: 'Scales by the length of a queue, and to zero when nothing is to do, as KEDA does.',
  options,
  create: (chosen) => new QueueLength(chosen),
}
