import { describe, expect, test, vi } from 'vitest'
import { Placement } from '../../src/engine/placement/placement.ts'
import { Cohort } from '../../src/engine/scheduling-queue/cohort.ts'
import { NO_AFFINITY, PLAIN_SCHEDULING } from '../../src/model/scheduling.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import { MINUTE, SECOND } from '../builders/amounts.ts'
import { constant, job, nodeShape, podTemplate, pool, variant } from '../builders/model.ts'
import { clusterOf } from '../builders/nodes.ts'
import { runLog } from './run-log.ts'

const pod = (cpu: number, rest: Partial<PodTemplate> = {}) => podTemplate({ cpu, memory: 0 }, rest)
const at = (...seconds: number[]) => ({ kind: 'at' as const, timesUs: seconds.map((s) => s * SECOND) })
const lasting = (seconds: number) => constant(seconds * SECOND)
const nodesOf = (cpu: number, count = 1) => [pool({ shape: nodeShape({ cpu, memory: 8 }), count })]

describe('the order of waiting pods', () => {
  test('priority first; who has failed since stands behind who came in the meantime', () => {
    const hostPorts = [{ hostIp: '0.0.0.0', protocol: 'TCP', hostPort: 80 }]
    const onPort = { scheduling: { ...PLAIN_SCHEDULING, hostPorts } }
    const patient = { scheduling: { ...PLAIN_SCHEDULING, preemptionPolicy: 'Never' as const } }
    const long = job({ name: 'long', pod: pod(4, onPort), durationUs: lasting(20) })
    const short = job({ name: 'short', pod: pod(1), durationUs: lasting(6) })
    // Tried again when `short` ends at 6 s, so that it has waited since then; `late` waits for the port alone, since 5 s.
    const early = job({ name: 'early', pod: pod(5), arrivals: at(1), durationUs: lasting(10) })
    const late = job({ name: 'late', pod: pod(5, onPort), arrivals: at(5), durationUs: lasting(10) })
    const vital = job({
      name: 'vital',
      pod: pod(5, { priority: 1, ...patient }),
      arrivals: at(7),
      durationUs: lasting(10),
    })
    const { lines } = runLog(variant({ pools: nodesOf(5), workloads: [long, short, early, late] }), 100)
    expect(lines.slice(-4)).toEqual([
      '20 s: late is on general-0',
      '30 s: late has left general-0',
      '30 s: early is on general-0',
      '40 s: early has left general-0',
    ])
    const withVital = runLog(variant({ pools: nodesOf(5), workloads: [long, short, early, late, vital] }), 21)
    expect(withVital.lines.at(-1)).toBe('20 s: vital is on general-0')
  })

  test('pods that failed equally often at one time stand in order of creation, whoever joins them', () => {
    const cluster = clusterOf([])
    const rows = [0, 1, 2, 3].map(() => cluster.createPod(cluster.podClass(pod(1)), 0, 0, 0))
    const [even, odd] = [0, 1].map((rest) => {
      const mine = rows.filter((row) => row % 2 === rest)
      return new Cohort(
        1,
        0,
        mine,
        mine.map((row) => cluster.pods.sequence[row]),
      )
    })
    odd.join(even)
    expect(odd.pods(cluster)).toEqual(rows)
  })
})

describe('waking', () => {
  /** A node that is full for 60 s, then half free from 60.5 s on; the pod needs all of it. */
  const half = (seconds: number, name: string) => job({ name, pod: pod(2), durationUs: lasting(seconds) })
  const all = job({ name: 'all', pod: pod(4), arrivals: at(1), durationUs: lasting(5) })
  const workloads = [half(60, 'a'), half(60.5, 'b'), all]

  test('by default a backoff delays nothing', () => {
    expect(runLog(variant({ pools: nodesOf(4), workloads }), 90).lines).toContain('60.5 s: all is on general-0')
  })

  test('with the gate off a pod that failed twice waits two seconds and for the next full second', () => {
    // Fails at 1 s and at 60 s; woken at 60.5 s, backs off until 62 s, active at the first full second after that.
    const { lines } = runLog(variant({ pools: nodesOf(4), workloads }), 90, { popFromBackoff: false })
    expect(lines).toContain('63 s: all is on general-0')
  })

  test('what no event helps is tried again after five minutes, in steps of thirty seconds', () => {
    const near = {
      topologyKey: 'kubernetes.io/hostname',
      labelSelector: { matchLabels: { app: 'db' }, matchExpressions: [] },
      namespaces: [],
      namespaceSelector: null,
    }
    const affinity = { ...NO_AFFINITY, pod: { required: [near], preferred: [] } }
    const lonely = job({
      name: 'lonely',
      pod: pod(1, { scheduling: { ...PLAIN_SCHEDULING, affinity } }),
      arrivals: at(1),
    })
    const choose = vi.spyOn(Placement.prototype, 'choose')
    const { run } = runLog(variant({ pools: nodesOf(4), workloads: [half(60, 'a'), lonely] }), 700)
    const { id } = run.workloads[1].podClass
    // At 1 s, when it comes; at 330 s, the first step after 301 s; at 660 s, the first after 630 s. `a` ends unheard.
    expect(choose.mock.calls.filter(([podClass]) => podClass === id)).toHaveLength(3)
  })

  test('many pods of a class cost one attempt per event', () => {
    const busy = job({
      name: 'busy',
      pod: pod(1),
      parallelism: 40,
      durationUs: { kind: 'uniform', min: 100 * SECOND, max: 4 * MINUTE },
    })
    const crowd = job({ name: 'crowd', pod: pod(2), arrivals: at(1), parallelism: 5000 })
    const choose = vi.spyOn(Placement.prototype, 'choose')
    const { run } = runLog(variant({ pools: nodesOf(40), workloads: [busy, crowd] }), 241)
    const { id } = run.workloads[1].podClass
    const placed = 5000 - run.metrics.pods.pending.level
    const attempts = choose.mock.calls.filter(([podClass]) => podClass === id).length
    expect(placed).toBeGreaterThan(10)
    // The first, one for each of the 40 pods and of the crowd's own that end, and those that succeed.
    expect(attempts).toBeLessThanOrEqual(1 + 40 + 2 * placed)
  })
})
