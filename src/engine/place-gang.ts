import { assert } from '../base/assert.ts'
import { gangGathered } from './apply/jobs.ts'
import { bindPod } from './apply/pods.ts'
import { findNode, rejectionsOf } from './find-node.ts'
import type { Rejections } from './placement/placement.ts'
import type { JobBatch, JobState, Run } from './run.ts'

/** A gang that must get more nodes at once than it has. */
export interface WaitingGang {
  readonly job: JobState
  readonly batch: JobBatch
  readonly missing: number
}

/** The gang that a waiting pod is tried with; null: the pod may go alone. */
export function waitingGang({ cluster: { pods }, workloads, batchPods }: Run, pod: number): WaitingGang | null {
  const job = workloads[pods.workload[pod]]
  if (job.kind !== 'job' || job.spec.gang === null) return null
  const batch = job.batches.get(pods.batch[pod])
  assert(batch !== null, 'a waiting pod belongs to a submission')
  let onNodes = 0
  for (const member of batchPods.of(batch)) if (pods.node[member] !== -1) onNodes++
  const wanted = Math.min(job.spec.gang.minCount ?? batch.parallelism, batch.podCount)
  return wanted > onNodes ? { job, batch, missing: wanted - onNodes } : null
}

/**
 * Gives the waiting pods of a gang nodes, as many as find one; none if they are too few, and then why. They are put on their nodes
 * and taken off again rather than tried in a fork, where every choice would look at every node.
 */
export function placeGang(run: Run, pod: number, { job, batch, missing }: WaitingGang): Rejections | null {
  const { cluster, nowUs } = run
  const others = run.batchPods.of(batch).filter((other) => other !== pod && cluster.pods.node[other] === -1)
  const places: { readonly pod: number; readonly node: number; readonly devices: number }[] = []
  let rejections: Rejections | null = null
  for (const member of [pod, ...others]) {
    run.watch?.trying(member)
    const node = findNode(run, member)
    if (node === -1) {
      if (places.length < missing) rejections = rejectionsOf(run, member)
      break
    }
    const devices = run.devices.choose(job.podClass, node)
    cluster.bind(member, node, nowUs, devices)
    places.push({ pod: member, node, devices })
  }
  for (let i = places.length - 1; i >= 0; i--) cluster.unbind(places[i].pod)
  if (rejections !== null) return rejections
  for (const place of places) {
    run.watch?.found(place.pod, place.node)
    bindPod(run, place.pod, place.node, place.devices)
  }
  gangGathered(run, job, batch)
  return null
}
