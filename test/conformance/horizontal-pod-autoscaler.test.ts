import { expect } from 'vitest'
import type { RunningContainers } from '../../src/model/pod-requests.ts'
import { standingOf } from '../../src/policies/pod-autoscaler/hpa/grouping.ts'
import { busyUsage, byAverage, byUtilisation } from '../../src/policies/pod-autoscaler/hpa/per-pod-metric.ts'
import type { Proposal } from '../../src/policies/pod-autoscaler/hpa/proposal.ts'
import { requestFor } from '../../src/policies/pod-autoscaler/hpa/requests.ts'
import { tally } from '../../src/policies/pod-autoscaler/hpa/tally.ts'
import { byValue, byValuePerPod, sumOfSeries } from '../../src/policies/pod-autoscaler/hpa/whole-metric.ts'
import type { PodGroup } from '../../src/policies/pod-group.ts'
import { conform, type NamedCase, vectors } from './vectors.ts'

interface VectorContainer {
  readonly name: string
  readonly cpu?: number
  readonly restartPolicy?: string
}

interface VectorPod {
  readonly name: string
  readonly phase: PodGroup['phase']
  readonly ready: boolean | null
  /** Seconds before now; null: long ago. */
  readonly startedAt: number | null
  readonly deleting: boolean
  readonly containers?: readonly VectorContainer[]
  readonly initContainers?: readonly VectorContainer[]
  readonly podLevelCpu?: number
}

interface VectorSample {
  readonly pod: string
  readonly milli?: number
  readonly containers?: Readonly<Record<string, number>>
}

interface CalculatorCase extends NamedCase {
  readonly kind: 'resource' | 'podsMetric' | 'objectValue' | 'objectAverage' | 'externalValue' | 'externalAverage'
  readonly resource?: string
  readonly container?: string
  readonly targetUtilizationPercent?: number
  readonly targetMilli?: number | string
  readonly metricMilli?: readonly string[]
  readonly currentReplicas: number
  readonly statusReplicas?: number
  readonly tolerance: { readonly scaleDown: number; readonly scaleUp: number }
  readonly pods?: readonly VectorPod[]
  readonly metrics?: readonly VectorSample[]
  readonly expected?: {
    readonly replicas: number
    readonly utilizationPercent?: number
    readonly usageMilli?: number | string
  }
  readonly expectedError?: string
}

interface GroupingCase extends NamedCase {
  readonly resource: string
  readonly cpuInitializationPeriodSeconds: number
  readonly initialReadinessDelaySeconds: number
  readonly pods: readonly {
    readonly name: string
    readonly phase: PodGroup['phase']
    readonly startedAtSec: number | null
    readonly readyCondition: { readonly status: 'True' | 'False'; readonly lastTransitionSec: number } | null
    readonly deleting: boolean
  }[]
  readonly metrics: readonly {
    readonly pod: string
    readonly timestampSec: number | null
    readonly windowSec: number | null
  }[]
  readonly expected: {
    readonly readyCount: number
    readonly unready: readonly string[]
    readonly missing: readonly string[]
    readonly ignored: readonly string[]
  }
}

interface RequestCase extends NamedCase {
  readonly containers: readonly VectorContainer[]
  readonly initContainers: readonly VectorContainer[]
  readonly podLevelCpu?: number
  readonly container?: string
  readonly expectedRequestMilli?: number
  readonly expectedError?: string
}

const file = vectors<{
  readonly meta: {
    readonly fixture: { readonly cpuInitializationPeriodSeconds: number; readonly initialReadinessDelaySeconds: number }
  }
  readonly cases: readonly CalculatorCase[]
  readonly grouping: readonly GroupingCase[]
  readonly requests: readonly RequestCase[]
}>('hpa_replica_calculator.json')

const NOW_US = 1e15
const LONG_AGO_US = 0
/** Upstream's fixture leaves times unset: a sample of the zero time, and a Ready condition that has not changed since. */
const UNSET_SAMPLE = { atUs: LONG_AGO_US, windowUs: 60e6 }

const requesting = ({ containers = [], initContainers = [], podLevelCpu }: Partial<VectorPod>): RunningContainers => {
  const asked = ({ name, cpu, restartPolicy }: VectorContainer) => ({
    name,
    requests: cpu === undefined ? {} : { cpu },
    ...(restartPolicy === undefined ? {} : { restartPolicy }),
  })
  return {
    containers: containers.map(asked),
    initContainers: initContainers.map(asked),
    ...(podLevelCpu === undefined ? {} : { podRequests: { cpu: podLevelCpu } }),
  }
}

interface NamedGroup extends PodGroup {
  readonly name: string
}

function usageOf({ milli, containers = {} }: VectorSample, container: string | undefined): number {
  if (milli !== undefined) return milli
  return container === undefined
    ? Object.values(containers).reduce((sum, usage) => sum + usage, 0)
    : (containers[container] ?? 0)
}

function perPod(vector: CalculatorCase): Proposal {
  const { pods = [], metrics = [], container, currentReplicas } = vector
  const tolerance = { down: vector.tolerance.scaleDown, up: vector.tolerance.scaleUp }
  const usages = new Map(metrics.map((sample) => [sample.pod, usageOf(sample, container)]))
  const isUtilisation = vector.kind === 'resource'
  const requests = new Map<string, number>()
  for (const pod of isUtilisation ? pods : []) {
    const request = requestFor(requesting(pod), vector.resource ?? 'cpu', container ?? null)
    if ('error' in request) return request
    requests.set(pod.name, request.amount)
  }
  const groups = pods.map(
    ({ name, phase, ready, startedAt, deleting }): NamedGroup => ({
      name,
      count: 1,
      phase,
      deleting,
      startedUs: NOW_US + (startedAt ?? -1e6) * 1e6,
      ready,
      readyChangedUs: LONG_AGO_US,
      sample: usages.has(name) ? UNSET_SAMPLE : null,
    }),
  )
  const strays = [...usages].filter(([name]) => !pods.some((pod) => pod.name === name))
  const target = Number(vector.targetUtilizationPercent ?? vector.targetMilli)
  const counted = tally(
    groups,
    {
      isCpu: vector.resource === 'cpu',
      usage: ({ name }) => usages.get(name) ?? 0,
      request: ({ name }) => requests.get(name) ?? 0,
      busy: ({ name }) => (isUtilisation ? busyUsage(requests.get(name) ?? 0, target) : target),
    },
    NOW_US,
    {
      cpuInitializationUs: (file?.meta.fixture.cpuInitializationPeriodSeconds ?? 0) * 1e6,
      initialReadinessDelayUs: (file?.meta.fixture.initialReadinessDelaySeconds ?? 0) * 1e6,
    },
    { pods: strays.length, usage: strays.reduce((sum, [, usage]) => sum + usage, 0) },
  )
  return (isUtilisation ? byUtilisation : byAverage)(counted, target, currentReplicas, tolerance)
}

function ofWhole(vector: CalculatorCase): Proposal {
  const { pods = [], metricMilli = [], currentReplicas, statusReplicas = currentReplicas } = vector
  const tolerance = { down: vector.tolerance.scaleDown, up: vector.tolerance.scaleUp }
  const value = sumOfSeries(metricMilli.map(Number))
  const target = Number(vector.targetMilli)
  if (vector.kind.endsWith('Average')) return byValuePerPod(value, target, statusReplicas, tolerance)
  const ready = pods.filter((pod) => pod.phase === 'Running' && pod.ready === true).length
  return byValue(value, target, { current: currentReplicas, ready }, tolerance)
}

conform('replicas of the horizontal pod autoscaler', file?.cases, (vector) => {
  const proposal = vector.kind === 'resource' || vector.kind === 'podsMetric' ? perPod(vector) : ofWhole(vector)
  const { expected, expectedError } = vector
  if (expected === undefined) expect(proposal).toEqual({ error: expect.stringContaining(expectedError ?? '') })
  else {
    const measured = Number(expected.utilizationPercent ?? expected.usageMilli)
    expect(proposal).toEqual({ replicas: expected.replicas, measured })
  }
})

conform('pods of the horizontal pod autoscaler by standing', file?.grouping, (vector) => {
  const { pods, metrics, expected } = vector
  const at = (seconds: number | null) => (seconds === null ? LONG_AGO_US : NOW_US + seconds * 1e6)
  const rules = {
    cpuInitializationUs: vector.cpuInitializationPeriodSeconds * 1e6,
    initialReadinessDelayUs: vector.initialReadinessDelaySeconds * 1e6,
  }
  const standing = (pod: GroupingCase['pods'][number]) => {
    const sample = metrics.find((each) => each.pod === pod.name)
    const group: PodGroup = {
      count: 1,
      phase: pod.phase,
      deleting: pod.deleting,
      startedUs: pod.startedAtSec === null ? null : at(pod.startedAtSec),
      ready: pod.readyCondition === null ? null : pod.readyCondition.status === 'True',
      readyChangedUs: at(pod.readyCondition?.lastTransitionSec ?? null),
      sample: sample === undefined ? null : { atUs: at(sample.timestampSec), windowUs: (sample.windowSec ?? 0) * 1e6 },
    }
    return standingOf(group, vector.resource === 'cpu', NOW_US, rules)
  }
  const named = (wanted: string) => pods.filter((pod) => standing(pod) === wanted).map(({ name }) => name)
  expect({
    readyCount: named('ready').length,
    unready: named('unready'),
    missing: named('missing'),
    ignored: named('ignored'),
  }).toEqual(expected)
})

conform('requests of the horizontal pod autoscaler', file?.requests, (vector) => {
  const request = requestFor(requesting(vector), 'cpu', vector.container ?? null)
  if (vector.expectedError === undefined) expect(request).toEqual({ amount: vector.expectedRequestMilli })
  else expect(request).toEqual({ error: expect.stringContaining(vector.expectedError) })
})
