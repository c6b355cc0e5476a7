import { expect } from 'vitest'
import { limitedByRules } from '../../src/policies/pod-autoscaler/hpa/rates.ts'
import { ScaleEvents } from '../../src/policies/pod-autoscaler/hpa/scale-events.ts'
import {
  DEFAULT_DOWN,
  DEFAULT_UP,
  longestPeriodUs,
  type ScalingRules,
} from '../../src/policies/pod-autoscaler/hpa/scaling-rules.ts'
import { stabilised, stabilisedDown } from '../../src/policies/pod-autoscaler/hpa/stabilisation.ts'
import { Recommendations } from '../../src/policies/recommendations.ts'
import { conform, type NamedCase, vectors } from './vectors.ts'

interface VectorRules {
  readonly stabilizationWindowSeconds?: number | null
  readonly selectPolicy?: ScalingRules['select'] | null
  readonly policies?:
    | readonly { readonly type: 'Pods' | 'Percent'; readonly value: number; readonly periodSeconds: number }[]
    | null
}

interface PastChange {
  readonly change: number
  readonly ageSeconds: number
}

interface RateCase extends NamedCase {
  readonly currentReplicas: number
  readonly desiredReplicas: number
  readonly minReplicas: number
  readonly maxReplicas: number
  readonly scaleUp: VectorRules | null
  readonly scaleDown: VectorRules | null
  readonly scaleUpEvents: readonly PastChange[]
  readonly scaleDownEvents: readonly PastChange[]
  readonly expectedReplicas: number
  readonly expectedCondition: string
}

interface PastRecommendation {
  readonly replicas: number
  readonly ageSeconds: number
}

interface LegacyCase extends NamedCase {
  readonly windowSeconds: number
  readonly recommendations: readonly PastRecommendation[]
  readonly desiredReplicas: number
  readonly expectedReplicas: number
  readonly expectedLogLength: number
}

interface StabilisationCase extends NamedCase {
  readonly recommendations: readonly PastRecommendation[]
  readonly currentReplicas: number
  readonly desiredReplicas: number
  readonly scaleUpWindowSeconds: number
  readonly scaleDownWindowSeconds: number
  readonly expectedReplicas: number
  readonly expectedLog: readonly number[] | null
}

interface EventLogCase extends NamedCase {
  readonly replicaChange: number
  readonly previousEvents: readonly PastChange[]
  readonly rules: VectorRules | null
  readonly expectedEvents: readonly { readonly change: number; readonly outdated: boolean }[]
  readonly expectedChangeInLast60s: number
}

const file = vectors<{
  readonly rate: readonly RateCase[]
  readonly legacyStabilization: readonly LegacyCase[]
  readonly behaviorStabilization: readonly StabilisationCase[]
  readonly eventLog: readonly EventLogCase[]
}>('hpa_behavior.json')

const NOW_US = 1e15

function rulesOf(written: VectorRules | null, otherwise: ScalingRules): ScalingRules {
  const { stabilizationWindowSeconds, selectPolicy, policies } = written ?? {}
  return {
    windowUs: (stabilizationWindowSeconds ?? otherwise.windowUs / 1e6) * 1e6,
    select: selectPolicy ?? otherwise.select,
    policies:
      policies?.map(({ type, value, periodSeconds }) => ({ type, value, periodUs: periodSeconds * 1e6 })) ??
      otherwise.policies,
  }
}

function changes(past: readonly PastChange[]): ScaleEvents {
  const events = new ScaleEvents()
  for (const { change, ageSeconds } of past) {
    events.log.push({ change, atUs: NOW_US - ageSeconds * 1e6, outdated: false })
  }
  return events
}

function recommendations(past: readonly PastRecommendation[]): Recommendations {
  const all = new Recommendations()
  for (const { replicas, ageSeconds } of past) all.log.push({ replicas, atUs: NOW_US - ageSeconds * 1e6 })
  return all
}

conform('rates of the horizontal pod autoscaler', file?.rate, (vector) => {
  const limited = limitedByRules(
    { current: vector.currentReplicas, desired: vector.desiredReplicas },
    { min: vector.minReplicas, max: vector.maxReplicas },
    { up: rulesOf(vector.scaleUp, DEFAULT_UP), down: rulesOf(vector.scaleDown, DEFAULT_DOWN) },
    { up: changes(vector.scaleUpEvents), down: changes(vector.scaleDownEvents) },
    NOW_US,
  )
  expect(limited).toEqual({ replicas: vector.expectedReplicas, reason: vector.expectedCondition })
})

conform('stabilisation without behavior', file?.legacyStabilization, (vector) => {
  const past = recommendations(vector.recommendations)
  expect(stabilisedDown(past, vector.desiredReplicas, vector.windowSeconds * 1e6, NOW_US)).toBe(vector.expectedReplicas)
  expect(past.log).toHaveLength(vector.expectedLogLength)
})

conform('stabilisation with behavior', file?.behaviorStabilization, (vector) => {
  const past = recommendations(vector.recommendations)
  const wish = { current: vector.currentReplicas, desired: vector.desiredReplicas }
  const windows = { upUs: vector.scaleUpWindowSeconds * 1e6, downUs: vector.scaleDownWindowSeconds * 1e6 }
  expect(stabilised(past, wish, windows, NOW_US)).toBe(vector.expectedReplicas)
  if (vector.expectedLog !== null) expect(past.log.map(({ replicas }) => replicas)).toEqual(vector.expectedLog)
})

conform('scale events', file?.eventLog, (vector) => {
  const events = changes(vector.previousEvents)
  expect(events.within(60e6, NOW_US)).toBe(vector.expectedChangeInLast60s)
  if (vector.rules !== null) {
    events.note(vector.replicaChange, NOW_US, longestPeriodUs(rulesOf(vector.rules, DEFAULT_UP)))
  }
  expect(events.log.map(({ change, outdated }) => ({ change, outdated }))).toEqual(vector.expectedEvents)
})
