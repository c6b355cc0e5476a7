import { assert } from './base/assert.ts'
import { type Random, randomStream } from './base/random.ts'
import { formatRate, RATE_MAX_PER_SECOND } from './base/rate.ts'
import { createRun } from './engine/create-run.ts'
import { runToEnd } from './engine/kernel.ts'
import type { Run } from './engine/run.ts'
import { buildCurve } from './load/build.ts'
import type { Curve } from './load/types.ts'
import type { PluginRef } from './model/plugin-ref.ts'
import type { Note, Scenario, Variant } from './model/scenario.ts'
import { resourcesOf } from './model/variant-resources.ts'
import { deviceRuleOf, placementParts, profileOf } from './placement-parts.ts'
import { NODE_AUTOSCALERS } from './policies/node-autoscaler/registry.ts'
import { curvesRead, POD_AUTOSCALERS } from './policies/pod-autoscaler/registry.ts'
import type { PodAutoscaler } from './policies/pod-autoscaler/types.ts'
import { policyTexts } from './results/policy-texts.ts'
import type { VariantResult } from './results/types.ts'
import { variantResult } from './results/variant-result.ts'
import { runClock, timeAxis } from './scenario/time-axis.ts'

export interface SimulateOptions {
  /** Hears how far simulated time has come, in microseconds. */
  readonly onProgress?: (nowUs: number) => void
  /** False: the numbers alone, without series, decisions and notes. */
  readonly detailed?: boolean
  /** True: the result holds every decision, not only the first. */
  readonly everyDecision?: boolean
}

/** Runs one variant of a scenario. Everything comes in as arguments and goes out as the result; nothing is shared between runs. */
export function simulate(scenario: Scenario, variant: Variant, options: SimulateOptions = {}): VariantResult {
  const run = newRun(scenario, variant)
  runToEnd(run, options.onProgress ?? (() => {}))
  return recordOf(run, scenario, variant, options)
}

/** What is kept of a run that has come to its end. */
export function recordOf(run: Run, scenario: Scenario, variant: Variant, options: SimulateOptions = {}): VariantResult {
  return variantResult({
    seed: scenario.seed,
    detailed: options.detailed ?? true,
    everyDecision: options.everyDecision ?? false,
    variant,
    policies: policyTexts(variant),
    resources: run.cluster.resources,
    durationUs: scenario.durationUs,
    currency: scenario.currency,
    metrics: run.metrics,
    decisions: run.decisions.map(({ atUs, actor, decision, reason }) => ({
      atSeconds: atUs / 1e6,
      actor,
      decision,
      reason,
    })),
    eventCount: run.eventCount,
    notes: notesOf(run),
  })
}

/** A run of one variant, at its very beginning. */
export function newRun(scenario: Scenario, given: Variant): Run {
  const variant = { ...given, ...given.drawn?.(scenario.seed) }
  const stream = (path: string) => randomStream(scenario.seed, path)
  const profile = profileOf(variant.policies.placement)
  return createRun({
    durationUs: scenario.durationUs,
    resolutionUs: scenario.resolutionUs,
    seriesEveryUs: scenario.seriesEveryUs,
    variant,
    resources: resourcesOf(variant),
    placement: placementParts(profile),
    devices: deviceRuleOf(profile),
    preemption: profile.preemption,
    nodeAutoscaler: plugin(NODE_AUTOSCALERS, variant.policies.nodeAutoscaling).create(
      variant.policies.nodeAutoscaling.options,
      stream('node-autoscaler'),
    ),
    podAutoscalers: podAutoscalersOf(scenario, variant),
    curves: curvesOf(scenario, variant, stream),
    outside: outsideCurves(scenario, variant, stream),
    stream,
  })
}

function plugin<T extends { readonly name: string }>(registry: readonly T[], ref: { readonly name: string }): T {
  const found = registry.find(({ name }) => name === ref.name)
  assert(found !== undefined, `no plugin "${ref.name}": names are checked before anything runs`)
  return found
}

function podAutoscalersOf({ durationUs, start }: Scenario, variant: Variant): Map<number, PodAutoscaler> {
  const clock = runClock(durationUs, start)
  const autoscalers = new Map<number, PodAutoscaler>()
  variant.workloads.forEach((workload, index) => {
    if (workload.kind !== 'service') return
    const { autoscaler } = workload
    autoscalers.set(index, plugin(POD_AUTOSCALERS, autoscaler).create(autoscaler.options, workload, clock))
  })
  return autoscalers
}

type Streams = (path: string) => Random

function curvesOf(scenario: Scenario, variant: Variant, stream: Streams): Map<number, Curve> {
  const curves = new Map<number, Curve>()
  variant.workloads.forEach((workload, index) => {
    const ref =
      workload.kind !== 'job' ? workload.load : workload.arrivals.kind === 'curve' ? workload.arrivals.curve : null
    if (ref === null) return
    curves.set(index, curveFor(ref, scenario, `workload/${workload.name}/curve/`, stream))
  })
  return curves
}

function outsideCurves(scenario: Scenario, variant: Variant, stream: Streams): Map<string, Curve> {
  const curves = new Map<string, Curve>()
  for (const name of curvesRead(variant.workloads)) {
    const ref = variant.curves.get(name)
    assert(ref !== undefined, `no curve "${name}": names are checked before anything runs`)
    curves.set(name, curveFor(ref, scenario, `outside/${name}/`, stream))
  }
  return curves
}

function curveFor(ref: PluginRef, { durationUs, start }: Scenario, path: string, stream: Streams): Curve {
  return buildCurve(ref, {
    ...timeAxis(durationUs, start),
    stream: (name) => stream(path + name),
    sharedStream: (name) => stream(`curve/${name}`),
  })
}

function notesOf(run: Run): Note[] {
  const notes: Note[] = []
  for (const workload of run.workloads) {
    if (workload.kind !== 'job' && workload.clippedAtUs !== -1) {
      const seconds = workload.clippedAtUs / 1e6
      notes.push({
        about: `load of ${workload.spec.name}`,
        text: `below 0, above ${formatRate(RATE_MAX_PER_SECOND)} or not a number from second ${seconds}; taken as 0`,
      })
    }
  }
  return notes
}
