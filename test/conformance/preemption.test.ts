import { describe, expect } from 'vitest'
import { candidateNodes } from '../../src/engine/preemption/candidates.ts'
import { choosePreemption } from '../../src/engine/preemption/choose-preemption.ts'
import { dryRun } from '../../src/engine/preemption/dry-run.ts'
import { mayPreempt } from '../../src/engine/preemption/eligible.ts'
import { byImportance, earliestStartUs, type Victim } from '../../src/engine/preemption/importance.ts'
import { pickNode } from '../../src/engine/preemption/pick-node.ts'
import type { PreemptionRules } from '../../src/engine/preemption/rules.ts'
import type { Candidate } from '../../src/engine/preemption/victims.ts'
import { PLAIN_SCHEDULING } from '../../src/model/scheduling.ts'
import { type PreemptionCase, type PreemptionWorld, preemptionWorld } from './preemption-world.ts'
import type { Labels } from './vector-shapes.ts'
import { conform, type NamedCase, vectors } from './vectors.ts'

type Status = 'Unschedulable' | 'UnschedulableAndUnresolvable'

interface Found {
  readonly node: string
  readonly victims: readonly string[]
  readonly pdbViolations: number
}

interface DryRun extends PreemptionCase {
  readonly offsets?: readonly number[]
  readonly expected: readonly (readonly Found[])[]
  readonly expectedFilterCalls: readonly number[]
}

interface Pick extends PreemptionCase {
  readonly expectedAnyOf: readonly string[]
}

interface Eligibility extends PreemptionCase {
  readonly eligible: {
    readonly victimLabel?: Labels
    readonly victimNode?: string
    readonly minPreemptorPriority?: number
    readonly maxVictimPriority?: number
  }
  readonly expectedVictims: Readonly<Record<string, readonly string[]>>
}

interface Ordering extends PreemptionCase {
  readonly importance: 'startTime' | 'name'
  readonly expectedVictimsInOrder: readonly string[]
}

interface Eligible extends NamedCase {
  readonly priority: number
  readonly preemptionPolicy: 'Never' | 'PreemptLowerPriority' | null
  readonly nominatedNode: string | null
  readonly nominatedNodeStatus: Status | null
  readonly podsOnNominatedNode: readonly {
    readonly priority: number
    readonly terminating: boolean
    readonly disruptionTargetByScheduler: boolean
  }[]
  readonly expected: boolean
}

interface Whole extends PreemptionCase {
  readonly nodeStatus: Readonly<Record<string, Status | null>>
  readonly extenders?: readonly unknown[]
  readonly expectedNode: string | null
  readonly expectedVictims?: readonly string[]
  readonly expectedReasons?: Readonly<Record<string, number>>
}

interface CandidateNodes extends NamedCase {
  readonly nodes: readonly string[]
  readonly nodeStatus: Readonly<Record<string, Status>>
  readonly absentStatus: Status
  readonly expected: readonly string[]
}

interface Started {
  readonly priority: number
  readonly startTimeNs: number
}

const file = vectors<{
  readonly dryRun: readonly DryRun[]
  readonly pickNode: readonly Pick[]
  readonly customEligibility: readonly Eligibility[]
  readonly customOrdering: readonly Ordering[]
  readonly preemptorEligible: readonly Eligible[]
  readonly whole: readonly Whole[]
  readonly candidateNodes: readonly CandidateNodes[]
  readonly importance: readonly (NamedCase & {
    readonly first: Started
    readonly second: Started
    readonly expectedFirstMoreImportant: boolean
  })[]
  readonly earliestStart: readonly (NamedCase & {
    readonly victims: readonly Started[]
    readonly expectedStartTimeNs: number
  })[]
}>('preemption.json')

function rowsByName({ built }: PreemptionWorld): number[] {
  return [...built.rows].sort((a, b) => (built.nameOf(a) < built.nameOf(b) ? -1 : 1))
}

function found({ built, nameOf }: PreemptionWorld, { node, victims, budgetViolations }: Candidate): Found {
  return {
    node: built.nameOf(node),
    victims: victims.map(({ pod }) => nameOf(pod)).sort(),
    pdbViolations: budgetViolations,
  }
}

const byNode = (a: Found, b: Found) => (a.node < b.node ? -1 : 1)

describe('preemption', () => {
  conform('dry run', file?.dryRun, (vector) => {
    const world = preemptionWorld(vector)
    vector.incoming.forEach((pod, cycle) => {
      world.filterRuns.count = 0
      const candidates = dryRun(world.preemptorOf(pod), rowsByName(world), vector.offsets?.[cycle] ?? 0)
      const expected = vector.expected[cycle].map((one) => ({ ...one, victims: [...one.victims].sort() }))
      expect(candidates.map((candidate) => found(world, candidate)).sort(byNode)).toEqual(expected.sort(byNode))
      expect(world.filterRuns.count).toBe(vector.expectedFilterCalls[cycle])
    })
  })

  conform('choice of a node', file?.pickNode, (vector) => {
    const world = preemptionWorld(vector)
    const picked = pickNode(dryRun(world.preemptorOf(vector.incoming[0]), rowsByName(world), 0))
    expect(vector.expectedAnyOf).toContain(picked === null ? null : world.built.nameOf(picked.node))
  })

  conform("eligibility by a rule of one's own", file?.customEligibility, (vector) => {
    const world = preemptionWorld(vector)
    const [pod] = vector.incoming
    const {
      victimLabel = {},
      victimNode,
      minPreemptorPriority = -Infinity,
      maxVictimPriority = Infinity,
    } = vector.eligible
    const isEligible = (victim: Victim, node: number) => {
      const { labels } = world.built.cluster.classes[world.built.cluster.pods.podClass[victim.pod]]
      const hasLabels = Object.entries(victimLabel).every(([key, value]) => labels.get(key) === value)
      const isThere = victimNode === undefined || world.built.nameOf(node) === victimNode
      return hasLabels && isThere && pod.priority >= minPreemptorPriority && victim.priority <= maxVictimPriority
    }
    const candidates = dryRun(world.preemptorOf(pod, { isEligible }), rowsByName(world), 0)
    const victims = candidates
      .map((candidate) => found(world, candidate))
      .map((one) => [one.node, one.victims] as const)
    expect(Object.fromEntries(victims)).toEqual(vector.expectedVictims)
  })

  conform("importance by a rule of one's own", file?.customOrdering, (vector) => {
    const world = preemptionWorld(vector)
    const orders: Record<Ordering['importance'], PreemptionRules['byImportance']> = {
      startTime: (a, b) => a.startedUs - b.startedUs,
      name: (a, b) => (world.nameOf(a.pod) < world.nameOf(b.pod) ? -1 : 1),
    }
    const preemptor = world.preemptorOf(vector.incoming[0], { byImportance: orders[vector.importance] })
    const [{ victims }] = dryRun(preemptor, rowsByName(world), 0)
    expect(victims.map(({ pod }) => world.nameOf(pod))).toEqual(vector.expectedVictimsInOrder)
  })

  conform('eligibility of the preemptor', file?.preemptorEligible, (vector) => {
    const preemptionPolicy = vector.preemptionPolicy ?? 'PreemptLowerPriority'
    const nominated = {
      unresolvable: vector.nominatedNodeStatus === 'UnschedulableAndUnresolvable',
      pods: vector.podsOnNominatedNode.map(({ priority, terminating, disruptionTargetByScheduler }) => ({
        priority,
        leavesByPreemption: terminating && disruptionTargetByScheduler,
      })),
    }
    const podClass = { priority: vector.priority, scheduling: { ...PLAIN_SCHEDULING, preemptionPolicy } }
    expect(mayPreempt(podClass, vector.nominatedNode === null ? null : nominated)).toBe(vector.expected)
  })

  conform(
    'the whole decision',
    file?.whole,
    (vector) => {
      const world = preemptionWorld(vector)
      const preemptor = world.preemptorOf(vector.incoming[0])
      const rows = rowsByName(world)
      const isResolvable = (row: number) => vector.nodeStatus[world.built.nameOf(row)] === 'Unschedulable'
      const reasons: Record<string, number> = {}
      const tell = (reason: string) => {
        reasons[reason] = (reasons[reason] ?? 0) + 1
      }
      const hopeless = rows.filter((row) => !isResolvable(row))
      for (const _ of hopeless) tell('Preemption is not helpful for scheduling.')
      const question = { ...preemptor, rows, isResolvable, nominated: null, offset: () => 0 }
      const decision = choosePreemption(question, (node, why) => {
        if (why === 'no victims') return tell('No preemption victims found for incoming pod.')
        const verdict = world.placement.verdicts(preemptor.podClass.id).find((one) => one.node === node)
        verdict?.reasons.forEach(tell)
      })
      const chosen = typeof decision === 'string' ? null : decision
      expect(chosen === null ? null : world.built.nameOf(chosen.node)).toBe(vector.expectedNode)
      const victims = chosen === null ? [] : found(world, chosen).victims
      if (vector.expectedVictims !== undefined) expect(victims).toEqual([...vector.expectedVictims].sort())
      if (vector.expectedReasons !== undefined) expect(reasons).toEqual(vector.expectedReasons)
    },
    ({ extenders }) => (extenders === undefined ? null : 'extenders are programs outside the scheduler'),
  )

  conform('nodes that are tried', file?.candidateNodes, ({ nodes, nodeStatus, absentStatus, expected }) => {
    // A node without a status counted as one with this status in the version that the table is from; now it is never tried.
    const isResolvable = (row: number) => (nodeStatus[nodes[row]] ?? absentStatus) === 'Unschedulable'
    expect(candidateNodes(nodes.keys(), isResolvable).map((row) => nodes[row])).toEqual(expected)
  })

  const victim = ({ priority, startTimeNs }: Started, pod: number) => ({
    pod,
    priority,
    startedUs: startTimeNs / 1000,
    sequence: pod,
  })

  conform('importance', file?.importance, ({ first, second, expectedFirstMoreImportant }) => {
    // Created later: creation decides only where all else is equal.
    expect(byImportance(victim(first, 1), victim(second, 0)) < 0).toBe(expectedFirstMoreImportant)
  })

  conform('earliest start', file?.earliestStart, ({ victims, expectedStartTimeNs }) => {
    expect(earliestStartUs(victims.map(victim))).toBe(expectedStartTimeNs / 1000)
  })
})
