import { expect } from 'vitest'
import { nominatedFirst } from '../../src/engine/nominated-first.ts'
import { feasibleNodesToFind, nextStartIndex } from '../../src/engine/sampling.ts'
import {
  backoffDuration,
  backoffExpiryUs,
  backsOff,
  DEFAULT_QUEUE_RULES,
  type QueueRules,
} from '../../src/engine/scheduling-queue/backoff.ts'
import { isAhead, isAheadInBackoff } from '../../src/engine/scheduling-queue/order.ts'
import { conform, type NamedCase, vectors } from './vectors.ts'

interface Percentage extends NamedCase {
  readonly profilePercentage: number | null
  readonly globalPercentage: number
  readonly numAllNodes: number
  readonly expected: number
}

interface StartIndex extends NamedCase {
  readonly numAllNodes: number
  readonly globalPercentage: number
  readonly nodesToFind: number
  readonly expectedNextStartIndex: readonly number[]
}

interface Nominated extends NamedCase {
  readonly nodes: number
  readonly nominatedNode: string | null
  readonly rejectedNodes: readonly string[]
  readonly expectedFilterCalls: number
}

interface BackoffDuration extends NamedCase {
  readonly initialNs: string
  readonly maxNs: string
  readonly count: number
  readonly expectedNs: string
}

interface BackoffPop extends NamedCase {
  readonly popFromBackoffQ?: boolean
  readonly pods: readonly {
    readonly name: string
    readonly priority?: number
    readonly timestampMs: number
    readonly attempts: number
    readonly rejectedByPlugin: boolean
  }[]
  readonly expectedPopped: readonly string[]
}

interface Order extends NamedCase {
  readonly first: { readonly priority: number; readonly timestamp: number }
  readonly second: { readonly priority: number; readonly timestamp: number }
  readonly expectedFirstAhead: boolean
}

const file = vectors<{
  readonly numFeasibleNodes: readonly Percentage[]
  readonly startIndex: readonly StartIndex[]
  readonly nominatedNode: readonly Nominated[]
  readonly backoffDuration: readonly BackoffDuration[]
  readonly backoffSeries: readonly { readonly count: number; readonly seconds: number }[]
  readonly backoffPop: readonly BackoffPop[]
  readonly queueOrder: readonly Order[]
}>('scheduler_small.json')

conform('nodes that are enough', file?.numFeasibleNodes, (vector) => {
  const percentage = vector.profilePercentage ?? vector.globalPercentage
  expect(feasibleNodesToFind(percentage, vector.numAllNodes)).toBe(vector.expected)
})

conform('start of the next search', file?.startIndex, (vector) => {
  const { numAllNodes, globalPercentage, nodesToFind, expectedNextStartIndex } = vector
  expect(feasibleNodesToFind(globalPercentage, numAllNodes)).toBe(nodesToFind)
  let start = 0
  const starts = expectedNextStartIndex.map(() => {
    start = nextStartIndex(start, nodesToFind, numAllNodes)
    return start
  })
  expect(starts).toEqual(expectedNextStartIndex)
})

conform(
  'the nominated node first',
  file?.nominatedNode,
  ({ nodes, nominatedNode, rejectedNodes, expectedFilterCalls }) => {
    const names = Array.from({ length: nodes }, (_, i) => `node${i + 1}`)
    let calls = 0
    const fits = (node: number) => {
      calls++
      return !rejectedNodes.includes(names[node])
    }
    const nominated = nominatedNode === null ? -1 : names.indexOf(nominatedNode)
    const chosen = nominatedFirst(nominated, fits, () => names.map((_, node) => node).filter(fits)[0])
    expect(fits(chosen)).toBe(true)
    expect(calls - 1).toBe(expectedFilterCalls)
  },
)

conform('backoff', file?.backoffDuration, ({ count, initialNs, maxNs, expectedNs }) => {
  expect(backoffDuration(count, Number(initialNs), Number(maxNs))).toBe(Number(expectedNs))
})

const series = file?.backoffSeries.map((vector) => ({ ...vector, name: `${vector.count} failures` }))
conform('backoff by default', series, ({ count, seconds }) => {
  const { initialBackoffUs, maxBackoffUs } = DEFAULT_QUEUE_RULES
  expect(backoffDuration(count, initialBackoffUs, maxBackoffUs)).toBe(seconds * 1e6)
})

/** In the simulation a filter always says no; pods that fail without one wait in a queue that is emptied second. */
function poppedNow(pods: BackoffPop['pods'], rules: QueueRules): string[] {
  const done = pods
    .map((pod, sequence) => ({
      ...pod,
      sequence,
      priority: pod.priority ?? 0,
      timestampUs: pod.timestampMs * 1000,
      expiryUs: backoffExpiryUs(pod.attempts, pod.timestampMs * 1000, rules),
    }))
    .filter(({ expiryUs }) => !backsOff(expiryUs, 0, rules))
    .sort((a, b) => (isAheadInBackoff(a, b) ? -1 : 1))
  return [true, false].flatMap((side) =>
    done.filter(({ rejectedByPlugin }) => rejectedByPlugin === side).map(({ name }) => name),
  )
}

conform('end of backoff', file?.backoffPop, ({ pods, popFromBackoffQ, expectedPopped }) => {
  for (const popFromBackoff of popFromBackoffQ === undefined ? [true, false] : [popFromBackoffQ]) {
    expect(poppedNow(pods, { ...DEFAULT_QUEUE_RULES, popFromBackoff })).toEqual(expectedPopped)
  }
})

conform('order of the queue', file?.queueOrder, ({ first, second, expectedFirstAhead }) => {
  const turn = ({ priority, timestamp }: Order['first'], sequence: number) => ({
    priority,
    timestampUs: timestamp,
    sequence,
  })
  // Created later: creation decides only where all else is equal.
  expect(isAhead(turn(first, 1), turn(second, 0))).toBe(expectedFirstAhead)
})
