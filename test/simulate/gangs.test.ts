import { describe, expect, test } from 'vitest'
import { runToEnd } from '../../src/engine/kernel.ts'
import type { Run } from '../../src/engine/run.ts'
import type { Gang, JobWorkload } from '../../src/model/workload.ts'
import { newRun } from '../../src/simulate.ts'
import { SECOND } from '../builders/amounts.ts'
import { job, nodeAutoscaler, nodeShape, podTemplate, pool, scenario, variant } from '../builders/model.ts'
import { simulated } from '../builders/simulated.ts'

const at = (...seconds: number[]) => ({ kind: 'at' as const, timesUs: seconds.map((s) => s * SECOND) })
const pod = podTemplate({ cpu: 1 }, { terminationUs: 0 })
const gang = (parts: Partial<Gang> = {}): Gang => ({ minCount: null, timeoutUs: null, backfill: true, ...parts })

/** Jobs of four pods that work for a minute. */
const four = (parts: Partial<JobWorkload> = {}) =>
  job({ name: 'training', pod, parallelism: 4, completions: 4, gang: gang(), ...parts })

/** What becomes of jobs on a cluster with room for `room` pods. */
function outcome(room: number, seconds: number, ...workloads: JobWorkload[]) {
  const pools = [pool({ shape: nodeShape({ cpu: room }, { maxPods: room }) })]
  return simulated(seconds, { pools, workloads }).summary
}

describe('a gang', () => {
  test('of two that fit alone but not together, one waits whole and no half is held', () => {
    // Room for six: the second gang comes at 60 s although two of its pods would fit at once.
    const summary = outcome(6, 600, four({ arrivals: at(0, 0) }))
    expect(summary).toMatchObject({
      'jobs.finished': 2,
      'gangs.placed': 2,
      'gangs.waitSecondsMean': 30, // (0 + 60) / 2
      'jobs.turnaroundSecondsMean': 90, // (60 + 120) / 2
      'pods.pending.secondsTotal': 240, // four pods for a minute
    })
    // Each pod for itself: two of the second job begin at once.
    expect(outcome(6, 600, four({ arrivals: at(0, 0), gang: null }))['pods.pending.secondsTotal']).toBe(120)
  })

  test('starts with as many as it needs, and the others follow one by one', () => {
    expect(outcome(3, 600, four({ gang: gang({ minCount: 2 }) }))).toMatchObject({
      'gangs.waitSecondsMean': 0,
      'jobs.waitSecondsMean': 60,
      'jobs.turnaroundSecondsMean': 120, // three, then one
    })
    expect(outcome(3, 600, four({ gang: gang({ minCount: 3 }) }))['gangs.placed']).toBe(1)
    expect(outcome(3, 600, four())).toMatchObject({
      'gangs.placed': 0,
      'gangs.waitSecondsMean': 600,
      'jobs.finished': 0,
      'pods.unplaced': 4,
      'pods.running.mean': 0,
    })
  })

  test('is given up at its timeout and counts as failed', () => {
    const training = four({ arrivals: at(0, 10), gang: gang({ timeoutUs: 49 * SECOND }) })
    expect(outcome(6, 600, training)).toMatchObject({
      'gangs.placed': 1,
      'gangs.timedOut': 1,
      'gangs.waitSecondsMean': 24.5, // (0 + 49) / 2
      'jobs.failed': 1,
      'pods.unplaced': 0,
    })
    const patient = { ...training, gang: gang({ timeoutUs: 51 * SECOND }) } // room comes after 50 s
    expect(outcome(6, 600, patient)).toMatchObject({ 'gangs.timedOut': 0, 'gangs.waitSecondsMean': 25 })
  })

  test('lets smaller jobs pass while it waits', () => {
    const small = job({ name: 'small', pod, arrivals: at(1) })
    const summary = outcome(6, 600, four({ arrivals: at(0, 0) }), small)
    expect(summary['pods.pending.secondsTotal']).toBe(240) // the small one does not wait
  })

  test('has nodes ordered for it', () => {
    const pools = [pool({ shape: nodeShape({ cpu: 2 }, { maxPods: 2 }), limits: { min: 1, max: 5 } })]
    const policies = { nodeAutoscaling: nodeAutoscaler('pending-pods') }
    const { summary } = simulated(600, { pools, workloads: [four()], policies })
    expect(summary).toMatchObject({ 'gangs.placed': 1, 'jobs.finished': 1 })
  })

  test('of shares of GPUs counts devices, not only their sum', () => {
    const gpus = { model: 'T4', count: 2, memoryBytes: 0, slices: {} }
    const gpu = { count: 1, milli: 600, slice: null, models: [] }
    const sharing = podTemplate({ cpu: 1 }, { scheduling: { ...podTemplate().scheduling, gpu } })
    const pools = [pool({ shape: { ...nodeShape({ cpu: 9 }), gpus } })]
    const placed = (pods: number) =>
      simulated(60, { pools, workloads: [four({ pod: sharing, parallelism: pods, completions: pods })] }).summary[
        'gangs.placed'
      ]
    expect([2, 3].map(placed)).toEqual([1, 0]) // 3 × 600 is less than 2000, but two do not fit on one device
  })
})

test('whoever is on a node came with enough others, also after failures', () => {
  const pools = [pool({ shape: nodeShape({ cpu: 5 }, { maxPods: 5 }), count: 2 })]
  const workloads = [2, 3, 4, 5, 7].map((pods, i) =>
    job({
      name: `gang-${i}`,
      pod,
      arrivals: at(...Array.from({ length: 20 }, (_, n) => n * 37 + i)),
      parallelism: pods,
      completions: pods + i,
      gang: gang({ minCount: pods - (i % 2) }),
      durationUs: { kind: 'exponential', mean: 50 * SECOND },
      failureShare: 0.2,
    }),
  )
  const run = newRun(scenario({ durationUs: 7200 * SECOND }), variant({ pools, workloads }))
  const broken: string[] = []
  const seen = new Set<string>()
  const pop = run.queue.pop.bind(run.queue)
  run.queue.pop = () => {
    look(run, seen, broken)
    return pop()
  }
  runToEnd(run, () => {})
  expect(broken).toEqual([])
  expect(seen.size).toBe(100)
})

/** Notes gangs that have begun with too few. */
function look({ workloads, batchPods, cluster: { pods } }: Run, seen: Set<string>, broken: string[]): void {
  for (const { spec, ...state } of workloads) {
    if (state.kind !== 'job' || spec.kind !== 'job') continue
    for (const batch of state.batches) {
      const { number } = batch
      const onNodes = batchPods.of(batch).filter((pod) => pods.node[pod] !== -1).length
      const name = `${spec.name}/${number}`
      if (onNodes === 0 || seen.has(name)) continue
      seen.add(name)
      if (onNodes < (spec.gang?.minCount ?? 0)) broken.push(`${name} began with ${onNodes}`)
    }
  }
}
