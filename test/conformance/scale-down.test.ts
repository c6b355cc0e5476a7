import { expect } from 'vitest'
import {
  type DrainPod,
  drainVerdict,
  isLongTerminating,
  isReplicated,
  isUnmovableSystemPod,
} from '../../src/policies/node-scaling/drain-rules.ts'
import { notEligibleBecause } from '../../src/policies/node-scaling/eligibility.ts'
import { RemainingBudgets } from '../../src/policies/node-scaling/remaining-budgets.ts'
import { cropToParallelism } from '../../src/policies/node-scaling/removal-limits.ts'
import {
  type KeptBecause,
  keptBecause,
  removableOf,
  UnneededNodes,
  unneededLimit,
} from '../../src/policies/node-scaling/unneeded-nodes.ts'
import { nodeUtilisation } from '../../src/policies/node-scaling/utilisation.ts'
import { conform, type NamedCase, vectors } from './vectors.ts'

interface PodSaid {
  readonly name: string
  readonly namespace: string
  readonly owner: { readonly kind: string; readonly name: string; readonly apiVersion: string } | null
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: {
    readonly mirror?: boolean
    readonly daemonSetPod?: boolean
    readonly safeToEvict?: DrainPod['safeToEvict']
    readonly safeToEvictLocalVolumes?: string
  }
  readonly volumes?: readonly { readonly name: string; readonly type: string }[]
  readonly phase?: string
  readonly restartPolicy?: string
  readonly ageSeconds?: number
  readonly deletedSecondsAgo?: number
  readonly graceSeconds?: number
}

interface Budget {
  readonly namespace: string
  readonly matchLabels: Readonly<Record<string, string>> | null
  readonly disruptionsAllowed: number
}

type Controllers = Readonly<Record<string, readonly string[]>> | null

interface DrainCase extends NamedCase {
  readonly pods: readonly PodSaid[]
  readonly pdbs: readonly Budget[]
  readonly knownControllers: Controllers
  readonly extraRules: readonly string[]
  readonly expectedMove: readonly string[]
  readonly expectedDaemonSet: readonly string[]
  readonly expectedOnCompletion: readonly string[]
  readonly expectedBlocking: { readonly pod: string; readonly reason: string } | null
}

interface RuleCase extends NamedCase {
  readonly rule: 'localStorage' | 'controllerExists' | 'replicated' | 'system' | 'longTerminating'
  readonly pod: PodSaid
  readonly pdbs?: readonly Budget[]
  readonly knownControllers?: Controllers
  readonly skipCustomControllers?: boolean
  readonly disruptionTimeoutSeconds?: number
  readonly expectedReason?: string | null
  readonly expected?: boolean
}

interface Range {
  readonly group: string
  readonly from: number
  readonly to: number
}

interface File {
  readonly drain: readonly DrainCase[]
  readonly rules: readonly RuleCase[]
  readonly eligibility: readonly (NamedCase & {
    readonly options: { threshold: number; ignoreDaemonSets: boolean; scaleDownUnreadyEnabled: boolean }
    readonly nodes: readonly {
      readonly name: string
      readonly cpu: number
      readonly memory: number
      readonly ready: boolean
      readonly toBeDeletedSecondsAgo?: number
      readonly scaleDownDisabled?: boolean
    }[]
    readonly pods: readonly { node: string; cpu: number; memory: number; daemonSet?: boolean }[]
    readonly expectedUnneeded: readonly string[]
    readonly expectedUnremovable: Readonly<Record<string, string>>
  })[]
  readonly unneededUpdate: readonly (NamedCase & {
    readonly unneededTimeSeconds: number
    readonly unreadyTimeSeconds: number
    readonly updates: readonly { atSeconds: number; nodes: readonly { name: string; ready: boolean }[] }[]
    readonly expected: Readonly<Record<string, readonly [since: number, threshold: number]>>
  })[]
  readonly removableAt: readonly (NamedCase & {
    readonly emptyNodes: number
    readonly drainNodes: number
    readonly minSize: number
    readonly targetSize: number
    readonly ongoingDeletions: number
    readonly expectedEmpty: number
    readonly expectedDrain: number
  })[]
  readonly unremovableReason: readonly (NamedCase & {
    readonly node: { ready: boolean; unneededForSeconds: number; scaleDownDisabled: boolean }
    readonly unneededTimeSeconds: number
    readonly unreadyTimeSeconds: number
    readonly group: { readonly minSize: number; readonly targetSize: number }
    readonly minClusterNodes?: number
    readonly expectedReason: KeptBecause
  })[]
  readonly candidateTaints: readonly NamedCase[]
  readonly pdbCanRemove: readonly (NamedCase & {
    readonly pods: readonly (readonly string[])[]
    readonly budgets: readonly { label: string; disruptionsAllowed: number }[] | null
    readonly expectedCanRemove: boolean
    readonly expectedInParallel: boolean
  })[]
  readonly pdbRemove: readonly (NamedCase & {
    readonly pods: readonly (readonly string[])[]
    readonly before: Readonly<Record<string, number>>
    readonly expectedAfter: Readonly<Record<string, number>>
  })[]
  readonly budgetGroups: Readonly<Record<string, { readonly targetSize: number; readonly atomic: boolean }>>
  readonly budgets: readonly (NamedCase & {
    readonly emptyInProgress: number
    readonly drainInProgress: number
    readonly empty: readonly Range[]
    readonly drain: readonly Range[]
    readonly otherNodes: readonly Range[]
    readonly expectedEmpty: readonly Range[]
    readonly expectedDrain: readonly Range[]
  })[]
  readonly unneededLimit: readonly (NamedCase & {
    readonly previouslyUnneeded: number
    readonly nodes: number
    readonly maxParallelism: number
    readonly unneededTimeSeconds: number
    readonly loopIntervalSeconds: number
    readonly atomicGroup: boolean
    readonly expectedUnneeded: number
  })[]
}

const file = vectors<File>('ca_scaledown.json')
const OPTIONS = {
  skipSystemPods: true,
  skipLocalStorage: true,
  skipCustomControllers: true,
  systemPodTimeoutUs: 3600e6,
}

/** Of controllers that the cluster knows by kind and API group of Kubernetes itself. */
function ownerExists({ owner, namespace, deletedSecondsAgo }: PodSaid, known: Controllers): boolean {
  if (owner === null || known === null || deletedSecondsAgo !== undefined) return true
  const builtIn = ['core/v1', 'apps/v1', 'batch/v1'].includes(owner.apiVersion) && owner.kind in known
  return !builtIn || owner.kind === 'DaemonSet' || (known[owner.kind] ?? []).includes(`${namespace}/${owner.name}`)
}

function drainPod(pod: PodSaid, budgets: readonly Budget[], known: Controllers): DrainPod {
  const { annotations = {}, volumes = [], owner, labels = {}, phase, restartPolicy } = pod
  const safe = (annotations.safeToEvictLocalVolumes ?? '').split(',')
  const covers = ({ namespace, matchLabels }: Budget) =>
    namespace === pod.namespace &&
    matchLabels !== null &&
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
  return {
    namespace: pod.namespace,
    owner,
    ownerExists: ownerExists(pod, known),
    isMirror: annotations.mirror === true,
    isDaemonSetPod: owner?.kind === 'DaemonSet' || annotations.daemonSetPod === true,
    safeToEvict: annotations.safeToEvict ?? null,
    hasLocalStorage: volumes.some(
      ({ name, type }) => (type === 'emptyDir' || type === 'hostPath') && !safe.includes(name),
    ),
    isTerminal: phase === 'Failed' || (phase === 'Succeeded' && restartPolicy !== 'Always'),
    deletedForUs: pod.deletedSecondsAgo === undefined ? null : pod.deletedSecondsAgo * 1e6,
    graceUs: (pod.graceSeconds ?? 30) * 1e6,
    ageUs: pod.ageSeconds === undefined ? null : pod.ageSeconds * 1e6,
    budgets: budgets.filter(covers).map(({ disruptionsAllowed }) => disruptionsAllowed),
  }
}

conform(
  'what draining a node does to its pods',
  file?.drain,
  (vector) => {
    const found = {
      move: [] as string[],
      'daemon-set': [] as string[],
      'on-completion': [] as string[],
      ignore: [] as string[],
    }
    let blocking: DrainCase['expectedBlocking'] = null
    for (const pod of vector.pods) {
      const verdict = drainVerdict(drainPod(pod, vector.pdbs, vector.knownControllers), OPTIONS)
      if (verdict.kind === 'block') {
        blocking = { pod: pod.name, reason: verdict.reason }
        break
      }
      found[verdict.kind].push(pod.name)
    }
    expect(blocking).toEqual(vector.expectedBlocking)
    expect(found.move).toEqual(vector.expectedMove)
    expect(found['daemon-set']).toEqual(vector.expectedDaemonSet)
    expect(found['on-completion']).toEqual(vector.expectedOnCompletion)
  },
  ({ extraRules }) => (extraRules.length > 0 ? 'rules that an embedding program adds' : null),
)

conform('rules of draining one by one', file?.rules, (vector) => {
  const pod = drainPod(vector.pod, vector.pdbs ?? [], vector.knownControllers ?? null)
  const options = { ...OPTIONS, systemPodTimeoutUs: (vector.disruptionTimeoutSeconds ?? 3600) * 1e6 }
  const reasonIf = (applies: boolean, reason: string) => expect(applies ? reason : null).toBe(vector.expectedReason)
  const skipCustomControllers = vector.skipCustomControllers ?? true
  if (vector.rule === 'longTerminating') expect(isLongTerminating(pod)).toBe(vector.expected)
  else if (vector.rule === 'localStorage') reasonIf(pod.hasLocalStorage, 'LocalStorageRequested')
  else if (vector.rule === 'controllerExists') reasonIf(!pod.ownerExists, 'ControllerNotFound')
  else if (vector.rule === 'replicated') reasonIf(!isReplicated(pod, { skipCustomControllers }), 'NotReplicated')
  else reasonIf(isUnmovableSystemPod(pod, options), 'UnmovableKubeSystemPod')
})

conform('which nodes may go by their use', file?.eligibility, ({ options, nodes, pods, ...expected }) => {
  const unremovable: Record<string, string> = {}
  for (const node of nodes) {
    const utilisation = nodeUtilisation({
      allocatableCpuMilli: node.cpu,
      allocatableMemoryBytes: node.memory,
      allocatableGpus: null,
      pods: pods
        .filter((pod) => pod.node === node.name)
        .map(({ cpu, memory, daemonSet }) => ({
          cpuMilli: cpu,
          memoryBytes: memory,
          gpus: 0,
          counts: daemonSet === true && options.ignoreDaemonSets ? 'left-out' : 'yes',
        })),
    })
    const reason = notEligibleBecause(
      {
        isBeingDeleted: node.toBeDeletedSecondsAgo !== undefined,
        isScaleDownDisabled: node.scaleDownDisabled === true,
        isReady: node.ready,
        utilisation,
      },
      options,
    )
    if (reason !== null) unremovable[node.name] = reason
  }
  expect(unremovable).toEqual(expected.expectedUnremovable)
  expect(nodes.map(({ name }) => name).filter((name) => !(name in unremovable))).toEqual(expected.expectedUnneeded)
})

conform('since when nodes are unneeded', file?.unneededUpdate, (vector) => {
  const unneeded = new UnneededNodes<string>()
  for (const { atSeconds, nodes } of vector.updates)
    unneeded.update(
      nodes.map(({ name }) => name),
      atSeconds,
    )
  const ready = new Map(vector.updates.at(-1)?.nodes.map((node) => [node.name, node.ready]))
  const found = [...ready].flatMap(([name, isReady]) => {
    const since = unneeded.sinceUs(name)
    return since === null ? [] : [[name, [since, isReady ? vector.unneededTimeSeconds : vector.unreadyTimeSeconds]]]
  })
  expect(Object.fromEntries(found)).toEqual(vector.expected)
  expect(unneeded.size).toBe(found.length)
})

conform('how many of a group may go', file?.removableAt, (vector) => {
  const { emptyNodes, drainNodes, minSize, targetSize, ongoingDeletions } = vector
  const may = Math.max(0, removableOf({ min: minSize, target: targetSize, beingDeleted: ongoingDeletions }))
  const empty = Math.min(emptyNodes, may)
  expect([empty, Math.min(drainNodes, may - empty)]).toEqual([vector.expectedEmpty, vector.expectedDrain])
})

conform('why an unneeded node stays', file?.unremovableReason, ({ node, group, ...vector }) => {
  const why = keptBecause(
    { ready: node.ready, unneededForUs: node.unneededForSeconds, isScaleDownDisabled: node.scaleDownDisabled },
    { unneededUs: vector.unneededTimeSeconds, unreadyUs: vector.unreadyTimeSeconds },
    { min: group.minSize, target: group.targetSize, beingDeleted: 0 },
    { nodes: group.targetSize, min: vector.minClusterNodes ?? 0 },
  )
  expect(why).toBe(vector.expectedReason)
})

conform(
  'taints that outlive the autoscaler',
  file?.candidateTaints,
  () => {},
  () => 'the autoscaler never restarts',
)

/** Budgets by the label that selects pods for them, and which of them select pods with these labels. */
function budgetsBy(allowed: readonly (readonly [label: string, disruptionsAllowed: number])[]) {
  const budgets = new Map(allowed.map(([label, disruptionsAllowed]) => [label, { disruptionsAllowed }]))
  return { budgets, of: (labels: readonly string[]) => labels.flatMap((label) => budgets.get(label) ?? []) }
}

conform('whether budgets let a node go', file?.pdbCanRemove, ({ pods, budgets, ...expected }) => {
  const { of } = budgetsBy((budgets ?? []).map(({ label, disruptionsAllowed }) => [label, disruptionsAllowed]))
  expect(new RemainingBudgets().verdict(pods.map(of))).toEqual({
    canRemove: expected.expectedCanRemove,
    inParallel: expected.expectedInParallel,
  })
})

conform('what a node that goes takes of budgets', file?.pdbRemove, ({ pods, before, expectedAfter }) => {
  const { budgets, of } = budgetsBy(Object.entries(before))
  const remaining = new RemainingBudgets()
  remaining.remove(pods.map(of))
  expect(Object.fromEntries([...budgets].map(([label, budget]) => [label, remaining.left(budget)]))).toEqual(
    expectedAfter,
  )
})

const namesOf = ({ group, from, to }: Range) => Array.from({ length: to - from }, (_, i) => `${group}-${from + i}`)

conform('how many nodes go at once', file?.budgets, (vector) => {
  const groups = [...new Set([...vector.empty, ...vector.drain].map(({ group }) => group))].map((group) => ({
    group,
    atomic: file?.budgetGroups[group].atomic === true,
    targetSize: file?.budgetGroups[group].targetSize as number,
    empty: vector.empty.filter((range) => range.group === group).flatMap(namesOf),
    drain: vector.drain.filter((range) => range.group === group).flatMap(namesOf),
  }))
  const underWay = { empty: vector.emptyInProgress, drain: vector.drainInProgress }
  expect(cropToParallelism(groups, { all: 10, drain: 5 }, underWay)).toEqual({
    empty: vector.expectedEmpty.flatMap(namesOf),
    drain: vector.expectedDrain.flatMap(namesOf),
  })
})

conform(
  'how many unneeded nodes are kept in mind',
  file?.unneededLimit,
  ({ nodes, previouslyUnneeded, maxParallelism, unneededTimeSeconds, loopIntervalSeconds, expectedUnneeded }) => {
    const limit = unneededLimit(nodes, previouslyUnneeded, {
      parallelism: maxParallelism,
      unneededUs: unneededTimeSeconds,
      loopUs: loopIntervalSeconds,
    })
    expect(limit).toBe(expectedUnneeded)
  },
  ({ atomicGroup }) => (atomicGroup ? 'groups that only go as a whole are no pools here' : null),
)
