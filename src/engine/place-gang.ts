import { assert } from '../base/assert.ts'
import type { PodClass } from '../cluster/pod-class.ts'
import { gangGathered } from './apply/jobs.ts'
import { bindPod } from './apply/pods.ts'
import { findNode, rejectionsOf } from './find-node.ts'
import type { JobBatch } from './job-batch.ts'
import type { Rejections } from './placement/placement.ts'
import type { JobState, Run } from './run.ts'

/** A gang that must get more nodes at once than it has. */
export interface WaitingGang {
  readonly job: JobState
  readonly batch: JobBatch
  readonly missing: number
}

/** The gang that a waiting pod is tried with; null: the pod may go alone. */
export function waitingGang(run: Run, pod: number): WaitingGang | null {
  const gang = gangOf(run, pod)
  if (gang === null) return null
  const { job, batch, onNodes, wanted } = gang
  return wanted > onNodes ? { job, batch, missing: wanted - onNodes } : null
}

/** How it stands with the gang that a waiting pod belongs to; null: it belongs to none. */
export function gangOf({ cluster: { pods }, workloads, batchPods }: Run, pod: number) {
  const job = workloads[pods.workload[pod]]
  if (job.kind !== 'job' || job.spec.gang === null) return null
  const batch = job.batches.get(pods.batch[pod])
  assert(batch !== null, 'a waiting pod belongs to a submission')
  let onNodes = 0
  for (const member of batchPods.of(batch)) if (pods.node[member] !== -1) onNodes++
  const wanted = Math.min(job.spec.gang.minCount ?? batch.parallelism, batch.podCount)
  return { job, batch, gang: job.spec.gang, onNodes, wanted }
}

/** Gives the waiting pods of a gang nodes, as many as find one; none if they are too few, and then why. */
export function placeGang(run: Run, pod: number, { job, batch, missing }: WaitingGang): Rejections | null {
  const members = waitingMembers(run, pod, batch)
  let rejections: Rejections | null = null
  const places = placesTogether(run, members, job.podClass, (member, found) => {
    if (found < missing) rejections = rejectionsOf(run, member)
  })
  if (rejections !== null) return rejections
  for (const place of places) {
    run.watch?.found(place.pod, place.node)
    bindPod(run, place.pod, place.node, place.devices)
  }
  gangGathered(run, job, batch)
  return null
}

/** The pod itself, then the others of its submission that have no node. */
export function waitingMembers({ cluster: { pods }, batchPods }: Run, pod: number, batch: JobBatch): number[] {
  return [pod, ...batchPods.of(batch).filter((other) => other !== pod && pods.node[other] === -1)]
}

interface Place {
  readonly pod: number
  readonly node: number
  readonly devices: number
}

/**
 * Nodes for pods together, one after another as long as each finds one; `whenNone` hears of the first that does not, while those before it
 * have theirs. They are put on their nodes and taken off again rather than tried in a fork, where every choice would look at every node.
 */
export function placesTogether(
  run: Run,
  members: readonly number[],
  podClass: PodClass,
  whenNone: (member: number, found: number) => void,
): Place[] {
  const { cluster, nowUs } = run
  const places: Place[] = []
  for (const member of members) {
    run.watch?.trying(member)
    const node = findNode(run, member)
    if (node === -1) {
      whenNone(member, places.length)
      break
    }
    const devices = run.devices.choose(podClass, node)
    cluster.bind(member, node, nowUs, devices)
    places.push({ pod: member, node, devices })
  }
  for (let i = places.length - 1; i >= 0; i--) cluster.unbind(places[i].pod)
  return places
}
