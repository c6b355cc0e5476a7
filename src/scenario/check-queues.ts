import { closestNameHint } from '../base/closest-name.ts'
import { quotaHeld } from '../model/job-queue.ts'
import { lacking, quotaOf, totalQuota } from '../model/quota.ts'
import type { Scenario, Variant } from '../model/scenario.ts'
import type { JobWorkload } from '../model/workload.ts'
import { type Finding, finding } from './finding.ts'
import { namesIn, type Parts } from './parts.ts'
import type { TreeNode } from './tree.ts'

/** Jobs wait in queues that there are; who lets nobody pass has somebody behind. */
export function checkQueues({ tree, workloads }: Parts): Finding[] {
  const names = namesIn(tree, ['queues']).map(({ name }) => name)
  return workloads.flatMap(({ path, value: { job } }) => {
    const where = [...path, 'job']
    if (job?.queue !== undefined && !names.includes(job.queue)) {
      const hint = names.length === 0 ? 'list it under `queues`: [{ name: … }]' : closestNameHint(job.queue, names)
      return [finding([...where, 'queue'], `no queue named "${job.queue}"`, hint)]
    }
    if (job?.gang?.backfill !== false || job.queue !== undefined) return []
    const message = 'without a queue nobody is behind a gang'
    return [finding([...where, 'gang', 'backfill'], message, 'name a `queue`, or leave `backfill` out')]
  })
}

/** A submission that its queue can never let in would wait for ever, and all behind it. */
export function checkQuotas(tree: TreeNode, { variants }: Scenario): Finding[] {
  const places = new Map(namesIn(tree, ['workloads']).map(({ name, path }) => [name, path]))
  return variants.flatMap((variant) =>
    variant.workloads.flatMap((workload) => {
      const path = places.get(workload.name)
      const resource = workload.kind === 'job' ? neverAdmitted(workload, variant) : null
      if (path === undefined || resource === null) return []
      const message = `the queue can never let a submission in: it asks for more ${resource} than the quota and what may be borrowed`
      return [finding([...path, 'job', 'queue'], message, 'raise the quota, or lower `parallelism`')]
    }),
  )
}

/** The resource of which the largest submission asks for too much. */
function neverAdmitted(job: JobWorkload, { queues }: Variant): string | null {
  const index = queues.findIndex(({ name }) => name === job.queue)
  if (index === -1) return null
  const listed = job.arrivals.kind === 'at' ? (job.arrivals.pods ?? []) : []
  const pods = listed.reduce((most, each) => Math.max(most, each), listed.length === 0 ? job.parallelism : 0)
  const empty = queues.map((queue) => ({ quota: quotaOf(queue), held: new Map<string, number>() }))
  return lacking(empty[index], empty, totalQuota(empty.map(({ quota }) => quota)), quotaHeld(job.pod, pods))
}
