import { sampleUs } from '../../base/distribution.ts'
import { HOSTNAME_LABEL, ZONE_LABEL } from '../../cluster/node-table.ts'
import type { NodeShape } from '../../model/cluster-spec.ts'
import type { NodeOrder } from '../../policies/node-autoscaler/types.ts'
import { KIND } from '../event-kinds.ts'
import { giveUpNomination } from '../give-up-nomination.ts'
import { happened } from '../happened.ts'
import { forgetImages } from '../images/pull.ts'
import type { PoolState, Run } from '../run.ts'
import { trackPool } from '../track.ts'

/** What a pool starts with: its first offering, zones in turn. */
const FIRST: NodeOrder = { offering: 0, zone: null }

/**
 * Orders nodes: they are paid for from now on and ready when they have booted. One that has not come `maxProvisionUs` later is given up;
 * what the provider refuses at once has failed at once.
 */
export function orderNodes(run: Run, pool: PoolState, orders: readonly NodeOrder[], maxProvisionUs: number): void {
  const { bootTimeUs, provisioning } = pool.spec
  const { failureShare, quota } = provisioning
  for (const order of orders) {
    if (quota !== null && pool.ready + pool.booting >= quota) {
      pool.failures++
      continue
    }
    const node = addNode(run, pool, order)
    run.metrics.nodeBoots.ordered(node, run.nowUs)
    pool.booting++
    pool.nodesByOffering[order.offering]++
    pool.metrics.added++
    const bootUs = sampleUs(bootTimeUs, pool.boot)
    pool.metrics.boot.record(bootUs)
    const comes = (failureShare === 0 || pool.provision.uniform() >= failureShare) && bootUs <= maxProvisionUs
    const kind = comes ? 'node-ready' : 'node-failed'
    run.queue.push(run.nowUs + (comes ? bootUs : maxProvisionUs), KIND[kind], node, pool.index)
  }
  trackPool(run, pool.index)
}

/** Adds a node, booting. */
export function addNode(run: Run, pool: PoolState, { offering, zone }: NodeOrder = FIRST): number {
  const { zones, name, offerings } = pool.spec
  const turn = pool.made++
  const inZone = zones.length === 0 ? null : zones[zone ?? turn % zones.length]
  return add(run, pool, { name: `${name}-${turn}`, shape: offerings[offering].shape, zone: inZone, offering })
}

/** Adds a node that the scenario lists, with its own name. */
export function addListedNode(run: Run, pool: PoolState, listed: { name: string; shape: NodeShape }): number {
  const { zones } = pool.spec
  const turn = pool.made++
  const zone = zones.length === 0 ? null : zones[turn % zones.length]
  return add(run, pool, { ...listed, zone, offering: 0 })
}

interface AddedNode {
  readonly name: string
  readonly shape: NodeShape
  readonly zone: string | null
  readonly offering: number
}

function add(run: Run, pool: PoolState, { name, shape, zone, offering }: AddedNode): number {
  const node = run.cluster.addNode(
    { name, pool: pool.index, shape, labels: nodeLabels(name, zone), offering },
    run.nowUs,
  )
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
  run.metrics.nodeBoots.ready(node, run.nowUs)
  pool.ready++
  trackPool(run, pool.index)
  trackAllocatable(run, node, 1)
  run.metrics.gpus?.nodeChanged(run.cluster, node, true, run.nowUs)
  happened(run, { kind: 'node-added', node })
}

/** Removes an empty, ready node. */
export function removeNode(run: Run, node: number): void {
  const { cluster } = run
  const pool = run.pools[cluster.nodes.pool[node]]
  trackAllocatable(run, node, -1)
  run.metrics.gpus?.nodeChanged(run.cluster, node, false, run.nowUs)
  for (const pod of run.nominations.on(node)) giveUpNomination(run, pod)
  pool.nodesByOffering[cluster.nodes.offering[node]]--
  cluster.removeNode(node)
  forgetImages(run, node)
  run.metrics.nodeBoots.gone(node)
  pool.ready--
  pool.metrics.removed++
  trackPool(run, pool.index)
  happened(run, { kind: 'node-removed', node })
}

/** A node that was ordered never came. */
export function abandonNode(run: Run, pool: PoolState, node: number): void {
  pool.nodesByOffering[run.cluster.nodes.offering[node]]--
  run.cluster.removeNode(node)
  run.metrics.nodeBoots.gone(node)
  pool.booting--
  pool.failures++
  trackPool(run, pool.index)
}

function trackAllocatable(run: Run, node: number, sign: 1 | -1): void {
  const { allocatable } = run.cluster.nodes
  for (let r = 0; r < allocatable.length; r++) {
    run.metrics.allocatable[r].add(run.nowUs, sign * allocatable[r][node])
  }
}
