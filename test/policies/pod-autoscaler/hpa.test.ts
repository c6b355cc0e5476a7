import { describe, expect, test } from 'vitest'
import type { ServicePodSample, ServiceView } from '../../../src/policies/pod-autoscaler/types.ts'
import type { PodGroup } from '../../../src/policies/pod-group.ts'
import { autoscaler, decision } from './views.ts'

/** Pods that have been ready for long, each using that much. */
function busy(count: number, cpuMilli: number, memoryBytes = 0): PodGroup<ServicePodSample> {
  return {
    count,
    phase: 'Running',
    deleting: false,
    startedUs: -1e12,
    ready: true,
    readyChangedUs: -1e12,
    sample: { atUs: 0, windowUs: 30e6, cpuMilli, memoryBytes },
  }
}

const PENDING: PodGroup<ServicePodSample> = {
  ...busy(2, 0),
  phase: 'Pending',
  ready: null,
  startedUs: null,
  sample: null,
}

const cpu = (averageUtilization: number) => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
})
const load = (target: object, name = 'requests-per-second') => ({
  type: 'External',
  external: { metric: { name }, target },
})
const perPod = { type: 'AverageValue', averageValue: 50 }

// The test service's pods request 1 cpu.
test.each<readonly [string, object, Partial<ServiceView>, number]>([
  ['4 × 90 / 60', { metrics: [cpu(60)] }, { replicasDesired: 4, pods: [busy(4, 900)] }, 6],
  ['66 % of 60 % is 1.1, tolerated', { metrics: [cpu(60)] }, { replicasDesired: 4, pods: [busy(4, 660)] }, 4],
  ['669 m of 1 cpu is 66 %, too', { metrics: [cpu(60)] }, { replicasDesired: 4, pods: [busy(4, 669)] }, 4],
  [
    '6 pods, 2 of them idle: 6 × 60 / 60',
    { metrics: [cpu(60)] },
    { replicasDesired: 6, pods: [busy(4, 900), PENDING] },
    6,
  ],
  ['nothing said: 2 × 160 / 80', {}, { replicasDesired: 2, pods: [busy(2, 1600)] }, 4],
  ['v1: 2 × 90 / 60', { targetCPUUtilizationPercentage: 60 }, { replicasDesired: 2, pods: [busy(2, 900)] }, 3],
  [
    'the higher of two',
    { metrics: [cpu(60), load(perPod)] },
    { replicasDesired: 4, pods: [busy(4, 600)], loadPerSecond: 400 },
    8,
  ],
  ['400 / 50', { metrics: [load(perPod)] }, { replicasDesired: 4, loadPerSecond: 400 }, 8],
  [
    '4 ready × 400 / 200',
    { metrics: [load({ type: 'Value', value: 200 })] },
    { replicasDesired: 4, loadPerSecond: 400 },
    8,
  ],
  [
    '(30 waiting + 18 worked on) / 8 each',
    {
      metrics: [
        {
          type: 'Pods',
          pods: { metric: { name: 'requests-in-flight' }, target: { type: 'AverageValue', averageValue: 8 } },
        },
      ],
    },
    { replicasDesired: 4, pods: [busy(4, 0)], queueLength: 30, inFlight: 18 },
    6,
  ],
  [
    'a curve of the scenario: 900 / 150 each',
    { metrics: [load({ type: 'AverageValue', averageValue: 150 }, 'orders')] },
    { replicasDesired: 4, outside: (name: string) => (name === 'orders' ? 900 : 0) },
    6,
  ],
  ['at most double', { metrics: [load(perPod)] }, { replicasDesired: 4, loadPerSecond: 4000 }, 8],
  ['at most max', { maxReplicas: 7, metrics: [load(perPod)] }, { replicasDesired: 4, loadPerSecond: 400 }, 7],
  ['above max, whatever is measured', { maxReplicas: 3 }, { replicasDesired: 4 }, 3],
  ['below min, whatever is measured', { minReplicas: 6 }, { replicasDesired: 4 }, 6],
  ['off at 0', {}, { replicasDesired: 0 }, 0],
  ['no sample: nothing', { metrics: [cpu(60)] }, { replicasDesired: 2, pods: [PENDING] }, 2],
])('%s', (_, options, view, replicas) => {
  expect(decision('hpa', { maxReplicas: 100, ...options }, view).replicas).toBe(replicas)
})

describe('over time', () => {
  /** What an autoscaler that starts at `first` replicas asks for when the load at these looks, 15 s apart, wants so many. */
  function asked(options: object, first: number, wants: readonly number[]): number[] {
    const hpa = autoscaler('hpa', { maxReplicas: 1000, metrics: [load(perPod)], ...options })
    let replicas = first
    return wants.map((wanted, look) => {
      const view = {
        nowUs: (look + 1) * 15e6,
        replicasDesired: replicas,
        replicasCurrent: replicas,
        replicasMeasured: replicas,
        replicasReady: replicas,
        loadPerSecond: wanted * 50,
        queueLength: 0,
        inFlight: 0,
        capacityPerReplicaPerSecond: 100,
        cpuUtilisation: null,
        outside: () => 0,
        pods: [],
        startUs: null,
      }
      replicas = hpa.decide(view).replicas
      return replicas
    })
  }

  test('it goes down when the highest recommendation is five minutes old', () => {
    const quiet = asked({}, 10, Array(25).fill(2))
    expect(quiet.indexOf(2)).toBe(20) // seen first at 15 s, forgotten at 315 s: the 21st look
  })

  test('with behavior it grows by 4 or 100 % in 15 s', () => {
    expect(asked({ behavior: {} }, 1, Array(5).fill(100))).toEqual([5, 10, 20, 40, 80])
  })

  test('a policy of 10 % in a minute', () => {
    const slow = { scaleUp: { policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] } }
    expect(asked({ behavior: slow }, 20, Array(9).fill(100))).toEqual([22, 22, 22, 22, 25, 25, 25, 25, 28])
  })

  test('a direction that is off', () => {
    expect(asked({ behavior: { scaleUp: { selectPolicy: 'Disabled' } } }, 2, [5, 9])).toEqual([2, 2])
  })
})

test('the reason has the reading and what held it back', () => {
  const view = { replicasDesired: 4, loadPerSecond: 4000 }
  expect(decision('hpa', { maxReplicas: 100, metrics: [load(perPod)] }, view).reason).toBe(
    'requests-per-second at 1000, target 50 per pod, wants 80: ScaleUpLimit',
  )
})
