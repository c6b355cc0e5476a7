import { describe, expect, test } from 'vitest'
import type { PodDisruptionBudget } from '../../src/model/pod-disruption-budget.ts'
import type { Variant } from '../../src/model/scenario.ts'
import { PLAIN_SCHEDULING } from '../../src/model/scheduling.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import { SECOND } from '../builders/amounts.ts'
import { constant, job, nodeShape, podTemplate, pool, service, variant } from '../builders/model.ts'
import { runLog } from './run-log.ts'

const pod = (cpu: number, priority: number, rest: Partial<PodTemplate> = {}) =>
  podTemplate({ cpu, memory: 0 }, { priority, ...rest })

const at = (seconds: number) => ({ kind: 'at' as const, timesUs: [seconds * SECOND] })
const lasting = (seconds: number) => constant(seconds * SECOND)
const nodesOf = (cpu: number, count: number) => [pool({ shape: nodeShape({ cpu, memory: 8 }), count })]

function withBudgets(made: Variant, disruptionBudgets: readonly PodDisruptionBudget[]): Variant {
  return { ...made, cluster: { ...made.cluster, disruptionBudgets } }
}

const urgent = job({ name: 'urgent', pod: pod(4, 100), arrivals: at(10), durationUs: lasting(20) })

describe('preemption', () => {
  test('a pod of a job leaves in its grace period and does its work again from the beginning', () => {
    const slow = job({ name: 'slow', pod: pod(4, 0, { terminationUs: 5 * SECOND }), durationUs: lasting(100) })
    const { run, lines } = runLog(variant({ pools: nodesOf(4, 1), workloads: [slow, urgent] }), 300)
    expect(lines).toEqual([
      '0 s: slow is on general-0',
      '10 s: slow must leave general-0',
      '15 s: slow has left general-0',
      '15 s: urgent is on general-0',
      '35 s: urgent has left general-0',
      '35 s: slow is on general-0',
      '135 s: slow has left general-0',
    ])
    expect(run.decisions).toEqual([
      {
        atUs: 10 * SECOND,
        actor: 'scheduler',
        decision: 'preempts 1 pod on general-0',
        reason: 'urgent (priority 100) fits nowhere; 1 pod of priority 0 at most must go',
      },
    ])
  })

  test('a pod of a service serves no more at once, and another takes its place when there is room', () => {
    const web = service({ name: 'web', pod: pod(4, 0), replicas: 1 })
    const { run, lines } = runLog(variant({ pools: nodesOf(4, 1), workloads: [web, urgent] }), 300)
    expect(lines).toEqual([
      '0 s: web is on general-0',
      '10 s: web must leave general-0',
      '40 s: web has left general-0',
      '40 s: urgent is on general-0',
      '60 s: urgent has left general-0',
      '60 s: web is on general-0',
    ])
    // Ready for 10 s, then from 60 s to the end at 300 s.
    const [state] = run.workloads
    expect(state.kind === 'service' && state.metrics.ready.area).toBe(250)
  })

  test('who may not preempt waits', () => {
    const patient = { ...PLAIN_SCHEDULING, preemptionPolicy: 'Never' as const }
    const slow = job({ name: 'slow', pod: pod(4, 0), durationUs: lasting(100) })
    const waiting = { ...urgent, pod: pod(4, 100, { scheduling: patient }) }
    const { lines } = runLog(variant({ pools: nodesOf(4, 1), workloads: [slow, waiting] }), 300)
    expect(lines).toEqual([
      '0 s: slow is on general-0',
      '100 s: slow has left general-0',
      '100 s: urgent is on general-0',
      '120 s: urgent has left general-0',
    ])
  })

  test('pods of equal priority are nobody to evict', () => {
    const slow = job({ name: 'slow', pod: pod(4, 100), durationUs: lasting(100) })
    const { run } = runLog(variant({ pools: nodesOf(4, 1), workloads: [slow, urgent] }), 90)
    expect(run.decisions).toEqual([])
  })

  test('a disruption budget turns the choice to another node', () => {
    const label = (app: string) => ({ labels: { app } })
    const guarded = service({ name: 'guarded', pod: pod(4, 0, label('guarded')), replicas: 1 })
    const free = service({ name: 'free', pod: pod(4, 50, label('free')), replicas: 1 })
    const made = variant({ pools: nodesOf(4, 2), workloads: [guarded, free, urgent] })
    const budget: PodDisruptionBudget = {
      name: 'guarded',
      namespace: 'default',
      selector: { matchLabels: { app: 'guarded' }, matchExpressions: [] },
      bound: { kind: 'minAvailable', pods: { kind: 'count', count: 1 } },
      unhealthyPodEvictionPolicy: 'IfHealthyBudget',
    }
    expect(runLog(made, 20).lines[2]).toBe('10 s: guarded must leave general-1')
    expect(runLog(withBudgets(made, [budget]), 20).lines[2]).toBe('10 s: free must leave general-0')
  })

  test('the room that victims leave one after the other is not given to less important pods', () => {
    const quick = job({ name: 'quick', pod: pod(2, 0, { terminationUs: 5 * SECOND }), durationUs: lasting(500) })
    const slow = job({ name: 'slow', pod: pod(2, 0, { terminationUs: 25 * SECOND }), durationUs: lasting(500) })
    const small = job({ name: 'small', pod: pod(1, 0), arrivals: at(20), durationUs: lasting(5) })
    const { lines } = runLog(variant({ pools: nodesOf(4, 1), workloads: [quick, slow, small, urgent] }), 56)
    expect(lines.slice(2)).toEqual([
      '10 s: quick must leave general-0',
      '10 s: slow must leave general-0',
      '15 s: quick has left general-0',
      '35 s: slow has left general-0',
      '35 s: urgent is on general-0',
      '55 s: urgent has left general-0',
      '55 s: quick is on general-0',
      '55 s: slow is on general-0',
    ])
  })

  test('a more important pod takes over what was promised, and a node that is free earlier is taken', () => {
    const slow = job({ name: 'slow', pod: pod(4, 0), durationUs: lasting(500) })
    const other = job({ name: 'other', pod: pod(4, 200), durationUs: lasting(25) })
    const vital = job({ name: 'vital', pod: pod(4, 300), arrivals: at(12), durationUs: lasting(5) })
    const { run, lines } = runLog(variant({ pools: nodesOf(4, 2), workloads: [slow, other, urgent, vital] }), 100)
    expect(lines.slice(2)).toEqual([
      '10 s: slow must leave general-1',
      '25 s: other has left general-0',
      '25 s: vital is on general-0',
      '30 s: vital has left general-0',
      '30 s: urgent is on general-0',
      '40 s: slow has left general-1',
      '40 s: slow is on general-1',
      '50 s: urgent has left general-0',
    ])
    expect(run.nominations.size).toBe(0)
  })

  test('every waiting pod has a node emptied for it, and no more than those', () => {
    const slow = job({ name: 'slow', pod: pod(4, 0), parallelism: 5, durationUs: lasting(500) })
    const { run, lines } = runLog(
      variant({ pools: nodesOf(4, 5), workloads: [slow, { ...urgent, parallelism: 3, completions: 3 }] }),
      45,
    )
    expect(lines.filter((line) => line.includes('must leave'))).toHaveLength(3)
    expect(lines.filter((line) => line.startsWith('40 s: urgent is on'))).toHaveLength(3)
    expect(run.preemption.evicted.size).toBe(0)
  })
})
