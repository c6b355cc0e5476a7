import type { Workload } from '../model/workload.ts'
import type { NodePoolDocument } from './cluster-schema.ts'
import { type Finding, finding } from './finding.ts'
import type { Parts } from './parts.ts'
import type { ScenarioDocument } from './scenario-schema.ts'
import { toWorkload } from './to-model.ts'
import { STATIC } from './variants.ts'
import { WARM_POOL_LABEL } from './warm-schema.ts'
import { workloadSchema } from './workload-schema.ts'

/** The lowest that cluster-autoscaler still orders nodes for (--expendable-pods-priority-cutoff). */
const WARM_PRIORITY = -10

/** Placeholders of pools that keep spare capacity: services that nobody calls, which go at once when others need their place. */
export function warmWorkloads(document: ScenarioDocument): Workload[] {
  return document.cluster.nodePools.flatMap((pool) => {
    if (pool.warm === undefined) return []
    const nothing = { name: 'constant', options: 0 }
    const axis = { durationUs: document.duration, start: document.start }
    return (
      toWorkload(placeholder(pool, pool.warm), document, nothing, {
        autoscaler: STATIC,
        axis,
        listed: null,
        log: null,
      }) ?? []
    )
  })
}

function placeholder(pool: NodePoolDocument, { pods, requests }: NonNullable<NodePoolDocument['warm']>) {
  const said = workloadSchema.parse({
    name: nameOf(pool),
    replicas: pods,
    priority: WARM_PRIORITY,
    nodeSelector: { [WARM_POOL_LABEL]: pool.name },
    tolerations: [{ operator: 'Exists' }],
    image: { size: 0 },
    terminationGracePeriod: '0s',
    service: { capacityPerReplica: '1/s' },
  })
  return { ...said, requests }
}

const nameOf = ({ name }: { readonly name: string }) => `${name}-warm`

export function checkWarmPods({ pools, workloads }: Parts): Finding[] {
  const names = new Set(workloads.map(({ value }) => value.name))
  return pools.flatMap(({ path, value: pool }) => {
    if (pool.warm === undefined || !names.has(nameOf(pool))) return []
    const message = `the placeholders are called ${nameOf(pool)}, and so is a workload`
    return [finding([...path, 'warm'], message, 'give the workload another name')]
  })
}
