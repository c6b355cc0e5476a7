import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { Cluster } from '../../src/cluster/cluster.ts'
import { DEFAULT_QUEUE_RULES } from '../../src/engine/scheduling-queue/backoff.ts'
import type { Rejecter } from '../../src/engine/scheduling-queue/lane.ts'
import { SchedulingQueue } from '../../src/engine/scheduling-queue/scheduling-queue.ts'
import { BASE_RESOURCES } from '../../src/model/amounts.ts'
import { templateOf } from '../conformance/cluster-of.ts'
import { TwinQueue } from '../oracle/scheduling-queue.ts'

const CLASSES = [0, 0, 5].map((priority, i) => ({ ...templateOf({ labels: { app: `${i}` } }), priority }))

const OUTCOMES = ['placed', 'failed', 'promised', 'broken'] as const

const step = fc.oneof(
  fc.record({
    verb: fc.constant('wait' as const),
    us: fc.constantFrom(1, 300_000, 999_999, 1_000_000, 2_700_000, 41e6, 290e6),
  }),
  fc.record({
    verb: fc.constant('add' as const),
    podClass: fc.nat(2),
    count: fc.integer({ min: 1, max: 3 }),
    isDifferent: fc.boolean(),
  }),
  fc.record({ verb: fc.constant('withdraw' as const), pick: fc.nat(100) }),
  fc.record({ verb: fc.constantFrom('single out' as const, 'break' as const), pick: fc.nat(100) }),
  fc.record({ verb: fc.constant('event' as const), helps: fc.subarray([0, 1, 2]) }),
  fc.record({
    verb: fc.constant('schedule' as const),
    outcomes: fc.array(fc.constantFrom('failed' as const, 'failed' as const, ...OUTCOMES), { maxLength: 12 }),
  }),
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** The queue and its twin, always told the same. */
class Pair {
  private nowUs = 0
  private helping: readonly number[] = []
  private readonly cluster = new Cluster([...BASE_RESOURCES], ['pool'])
  private readonly node: number
  private readonly queue: SchedulingQueue
  private readonly twin: TwinQueue
  private readonly rejecters: readonly Rejecter[]

  constructor(popFromBackoff: boolean) {
    const shape = { capacity: {}, allocatable: {}, maxPods: 1e6, labels: {}, taints: [] }
    this.node = this.cluster.addNode({ name: 'n', pool: 0, shape, labels: {} }, 0)
    this.queue = new SchedulingQueue(this.cluster, { ...DEFAULT_QUEUE_RULES, popFromBackoff })
    this.twin = new TwinQueue({ popFromBackoff })
    const retry = {
      events: ['pod-gone' as const],
      helps: (_: unknown, { id }: { id: number }) => this.helping.includes(id),
    }
    this.rejecters = [{ plugin: { name: 'picky', retry }, options: {} }]
  }

  take(taken: Step): void {
    if (taken.verb === 'wait') this.wait(taken.us)
    if (taken.verb === 'add') for (let i = 0; i < taken.count; i++) this.add(taken.podClass, taken.isDifferent)
    if (taken.verb === 'withdraw' && this.twin.pods.length > 0) {
      this.withdraw(this.twin.pods[taken.pick % this.twin.pods.length].sequence)
    }
    if (taken.verb === 'single out' || taken.verb === 'break') this.separate(taken.pick, taken.verb)
    if (taken.verb === 'event') this.event(taken.helps)
    if (taken.verb === 'schedule') for (const outcome of taken.outcomes) this.attempt(outcome)
    const { createdUs, sequence } = this.cluster.pods
    const aside = this.queue.unschedulable(this.nowUs)
    expect(
      aside
        .flat()
        .map((pod) => sequence[pod])
        .sort((a, b) => a - b),
    ).toEqual(this.twin.unschedulable())
    expect(this.queue.unschedulableCount(this.nowUs)).toBe(aside.flat().length)
    const created = aside.flat().map((pod) => createdUs[pod])
    expect(this.queue.oldestUnschedulableUs(this.nowUs)).toBe(Math.min(Number.POSITIVE_INFINITY, ...created))
  }

  private wait(us: number): void {
    const untilUs = this.nowUs + us
    for (
      let turnUs = this.queue.nextTurnUs(this.nowUs);
      turnUs <= untilUs;
      turnUs = this.queue.nextTurnUs(this.nowUs)
    ) {
      expect(turnUs).toBeGreaterThan(this.nowUs)
      this.nowUs = turnUs
      this.queue.turn(turnUs)
    }
    this.nowUs = untilUs
    this.twin.advance(untilUs)
  }

  private add(podClass: number, isDifferent: boolean): void {
    const { id, priority } = this.cluster.podClass(CLASSES[podClass])
    const pod = this.cluster.createPod(this.cluster.classes[id], 0, 0, this.nowUs)
    this.queue.add(pod, isDifferent)
    this.twin.add(this.cluster.pods.sequence[pod], id, priority, isDifferent)
  }

  private withdraw(sequence: number): void {
    const pod = this.rowOf(sequence)
    this.queue.withdraw(pod)
    this.cluster.removePod(pod, this.nowUs)
    this.twin.withdraw(sequence)
  }

  private separate(pick: number, verb: 'single out' | 'break'): void {
    const promised = this.twin.pods.filter(({ kin }) => kin.startsWith('promised'))
    if (promised.length === 0) return
    const { sequence } = promised[pick % promised.length]
    const how = verb === 'break' ? 'promiseBroken' : 'singleOut'
    this.queue[how](this.rowOf(sequence))
    this.twin[how](sequence)
  }

  private event(helps: readonly number[]): void {
    this.helping = helps
    this.queue.happened({ kind: 'node-added', node: this.node }, this.nowUs)
    this.queue.happened({ kind: 'pod-gone', podClass: this.cluster.podClass(CLASSES[0]), node: this.node }, this.nowUs)
    this.twin.happened((podClass) => helps.includes(podClass))
  }

  private attempt(outcome: (typeof OUTCOMES)[number]): void {
    const pod = this.queue.next(this.nowUs)
    expect(pod === -1 ? null : this.cluster.pods.sequence[pod]).toBe(this.twin.next())
    if (pod === -1) return
    const { sequence } = this.cluster.pods
    if (outcome === 'placed') {
      this.cluster.bind(pod, this.node, this.nowUs)
      this.queue.placed(pod)
      this.twin.placed()
    } else if (outcome === 'broken') {
      if (this.twin.kinOf(sequence[pod]).startsWith('promised')) {
        this.queue.promiseBroken(pod)
        this.twin.promiseBroken(sequence[pod])
      }
      this.queue.failed(this.nowUs, this.rejecters)
      this.twin.failed()
    } else {
      this.queue[outcome](this.nowUs, this.rejecters)
      this.twin[outcome]()
    }
  }

  private rowOf(sequence: number): number {
    const { rows, sequence: sequences } = this.cluster.pods
    return sequences.subarray(0, rows).indexOf(sequence)
  }
}

describe('the scheduling queue', () => {
  test.prop([fc.boolean(), fc.array(step, { maxLength: 60, size: 'max' })])(
    'takes turns as a queue does that looks at every pod every second',
    (popFromBackoff, steps) => {
      const pair = new Pair(popFromBackoff)
      for (const one of steps) pair.take(one)
    },
  )
})
