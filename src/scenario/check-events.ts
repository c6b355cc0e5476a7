import { randomStream } from '../base/random.ts'
import { curveExtent } from '../load/curve-extent.ts'
import type { Scenario, Variant } from '../model/scenario.ts'
import { NODE_AUTOSCALERS } from '../policies/node-autoscaler/registry.ts'
import { POD_AUTOSCALERS } from '../policies/pod-autoscaler/registry.ts'
import { type Finding, finding } from './finding.ts'
import { MAX_PERIODIC_EVENTS } from './limits.ts'
import { runClock, timeAxis } from './time-axis.ts'

/** What the clock alone makes happen, in all variants together: loads change, autoscalers look. */
export function checkEvents(scenario: Scenario): Finding[] {
  const { variants } = scenario
  const looks = variants.reduce((sum, variant) => sum + looksOf(variant, scenario), 0)
  let changes = 0
  for (const variant of variants)
    if (changes <= MAX_PERIODIC_EVENTS) changes += changesOf(variant, scenario, MAX_PERIODIC_EVENTS - changes)
  if (changes + looks <= MAX_PERIODIC_EVENTS) return []
  return [
    finding(
      ['duration'],
      `in all variants together, loads change at least ${changes} times and autoscalers look ${looks} times; the limit is ${MAX_PERIODIC_EVENTS}`,
      `write a shorter duration, ${changes > looks ? 'or a coarser resolution' : 'or let autoscalers look less often: every: 1m'}`,
    ),
  ]
}

/** Counting ends above `changesMax`, so that a restless curve is refused without being followed to its end. */
function changesOf({ workloads }: Variant, { durationUs, start, resolutionUs }: Scenario, changesMax: number): number {
  let changes = 0
  for (const workload of workloads) {
    if (workload.kind !== 'job' && changes <= changesMax)
      changes += curveExtent(workload.load, timeAxis(durationUs, start), resolutionUs, changesMax - changes).points
  }
  return changes
}

function looksOf({ workloads, policies }: Variant, { durationUs, start }: Scenario): number {
  const { nodeAutoscaling } = policies
  const nodes = NODE_AUTOSCALERS.find(({ name }) => name === nodeAutoscaling.name)?.create(
    nodeAutoscaling.options,
    randomStream(0, 'unused'),
  )
  const pods = workloads.map((workload) => {
    if (workload.kind !== 'service') return null
    const { autoscaler } = workload
    return POD_AUTOSCALERS.find(({ name }) => name === autoscaler.name)?.create(
      autoscaler.options,
      workload,
      runClock(durationUs, start),
    )
  })
  return [nodes, ...pods].reduce(
    (sum, scaler) => sum + (scaler?.everyUs ? Math.ceil(durationUs / scaler.everyUs) : 0),
    0,
  )
}
