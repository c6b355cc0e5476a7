import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import { CPU, MEMORY } from '../../model/amounts.ts'
import { type NodeResourcesFitOptions, nodeResourcesFitOptions } from '../node-resources-fit-options.ts'
import type { FilterPlugin, NodeFilter, Rejection } from '../placement/types.ts'
import { requestedResources } from '../requested-resources.ts'

interface Asked {
  readonly resource: number
  readonly amount: number
}

export const nodeResourcesFit: FilterPlugin<NodeResourcesFitOptions> = {
  name: 'NodeResourcesFit',
  doc: 'Keeps pods to nodes with room for one more pod and for everything that the pod requests.',
  options: nodeResourcesFitOptions,
  retry: {
    events: ['pod-gone', 'node-added', 'node-changed'],
    helps: ({ kind, node }, podClass, cluster, options) =>
      kind === 'pod-gone' || fitsEmpty(cluster, askedOf(podClass, cluster, options), node),
  },
  prepare: fit,
}

function fit(podClass: PodClass, cluster: ClusterView, options: NodeResourcesFitOptions): NodeFilter {
  const asked = askedOf(podClass, cluster, options)
  const others = asked.filter(({ resource }) => resource !== CPU && resource !== MEMORY)
  const cpuMilli = asked.find(({ resource }) => resource === CPU)?.amount ?? 0
  const memoryBytes = asked.find(({ resource }) => resource === MEMORY)?.amount ?? 0
  return {
    reach: 'node',
    // Pods, cpu and memory in one loop, because nearly every pod asks for just these.
    keep(rows, count) {
      const { podCount, maxPods, allocatable, requested } = cluster.nodes
      const cpuLimit = allocatable[CPU]
      const cpuUsed = requested[CPU]
      const memoryLimit = allocatable[MEMORY]
      const memoryUsed = requested[MEMORY]
      let kept = 0
      for (let i = 0; i < count; i++) {
        const row = rows[i]
        if (podCount[row] >= maxPods[row]) continue
        if (cpuMilli > 0 && cpuMilli > cpuLimit[row] - cpuUsed[row]) continue
        if (memoryBytes > 0 && memoryBytes > memoryLimit[row] - memoryUsed[row]) continue
        rows[kept++] = row
      }
      for (let a = 0; a < others.length; a++) {
        const { amount, resource } = others[a]
        const limit = allocatable[resource]
        const used = requested[resource]
        const candidates = kept
        kept = 0
        for (let i = 0; i < candidates; i++) {
          const row = rows[i]
          if (amount <= limit[row] - used[row]) rows[kept++] = row
        }
      }
      return kept
    },
    explain: shortagesOf(cluster, asked),
  }
}

/** What is checked: base resources first, without the extended ones that the profile ignores. */
function askedOf(podClass: PodClass, cluster: ClusterView, options: NodeResourcesFitOptions): Asked[] {
  return requestedResources(podClass).filter(({ resource }) => !isIgnored(cluster.resources[resource], options))
}

function isIgnored(name: string, { ignoredResources, ignoredResourceGroups }: NodeResourcesFitOptions): boolean {
  const slash = name.indexOf('/')
  const isExtended = slash !== -1 && !name.includes('kubernetes.io/')
  return isExtended && (ignoredResources.includes(name) || ignoredResourceGroups.includes(name.slice(0, slash)))
}

/** Whether the node is large enough when nothing else is on it. */
function fitsEmpty({ nodes }: ClusterView, asked: readonly Asked[], row: number): boolean {
  return nodes.maxPods[row] > 0 && asked.every(({ amount, resource }) => amount <= nodes.allocatable[resource][row])
}

/**
 * All that is short, not only the first; emptying the node helps unless it is too small even then. The same few answers come again
 * and again, and are made once.
 */
function shortagesOf({ nodes, resources }: ClusterView, asked: readonly Asked[]): (row: number) => Rejection {
  const known = new Map<number, Rejection>()
  const isShort = ({ amount, resource }: Asked, row: number): boolean =>
    amount > nodes.allocatable[resource][row] - nodes.requested[resource][row]
  return (row) => {
    const isFull = nodes.podCount[row] >= nodes.maxPods[row]
    let isTooSmall = false
    /** A binary digit for everything that is short. */
    let key = isFull ? 1 : 0
    for (const each of asked) {
      key = 2 * key + (isShort(each, row) ? 1 : 0)
      if (each.amount > nodes.allocatable[each.resource][row]) isTooSmall = true
    }
    key = 2 * key + (isTooSmall ? 1 : 0)
    let rejection = known.get(key)
    if (rejection === undefined) {
      const short = asked.filter((each) => isShort(each, row))
      const reasons = short.map(({ resource }) => `Insufficient ${resources[resource]}`)
      rejection = { reasons: isFull ? ['Too many pods', ...reasons] : reasons, resolvable: !isTooSmall }
      known.set(key, rejection)
    }
    return rejection
  }
}
