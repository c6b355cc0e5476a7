import { sampleUs } from '../../base/distribution.ts'
import { HOSTNAME_LABEL, ZONE_LABEL } from '../../cluster/node-table.ts'
import type { NodeShape } from '../../model/cluster-spec.ts'
import { KIND } from '../event-kinds.ts'
import { giveUpNomination } from '../give-up-nomination.ts'
import { happened } from '../happened.ts'
import type { PoolState, Run } from '../run.ts'
import { trackPool } from '../track.ts'

/** Orders nodes: they are paid for from now on and ready when they have booted. */
export function orderNodes(run: Run, pool: PoolState, count: number): void {
  for (let i = 0; i < count; i++) {
    const node = addNode(run, pool, pool.spec.shape, null)
    pool.booting++
    run.queue.push(run.nowUs + sampleUs(pool.spec.bootTimeUs, pool.boot), KIND['node-ready'], node, pool.index)
  }
  pool.metrics.added += count
  trackPool(run, pool.index)
}

/** Adds a node, booting; listed nodes bring their own name. */
export function addNode(run: Run, pool: PoolState, shape: NodeShape, name: string | null): number {
  const { zones } = pool.spec
  const made = pool.made++
  const nodeName = name ?? `${pool.spec.name}-${made}`
  const labels = nodeLabels(nodeName, zones.length === 0 ? null : zones[made % zones.length])
  const node = run.cluster.addNode({ name: nodeName, pool: pool.index, shape, labels }, run.nowUs)
  if (pool.spec.unschedulable) run.cluster.setCordoned(node, true)
  return node
}

/** Labels that every node gets on top of its pool's. */
export function nodeLabels(name: string, zone: string | null): Record<string, string> {
  return zone === null ? { [HOSTNAME_LABEL]: name } : { [HOSTNAME_LABEL]: name, [ZONE_LABEL]: zone }
}

/** A node has booted (or was there from the start) and takes pods. */
export function makeNodeReady(run: Run, pool: PoolState, node: number): void {
  run.cluster.nodeReady(node, run.nowUs)
  pool.ready++
  trackPool(run, pool.index)
  trackAllocatable(run, node, 1)
  happened(run, { kind: 'node-added', node })
}

/** Removes an empty, ready node. */
export function removeNode(run: Run, node: number): void {
  const pool = run.pools[run.cluster.nodes.pool[node]]
  trackAllocatable(run, node, -1)
  for (const pod of run.nominations.on(node)) giveUpNomination(run, pod)
  run.cluster.removeNode(node)
  run.pulls.delete(node)
  pool.ready--
  pool.metrics.removed++
  trackPool(run, pool.index)
  happened(run, { kind: 'node-removed', node })
}

function trackAllocatable(run: Run, node: number, sign: 1 | -1): void {
  const { allocatable } = run.cluster.nodes
  for (let r = 0; r < allocatable.length; r++) {
    run.metrics.allocatable[r].add(run.nowUs, sign * allocatable[r][node])
  }
}
