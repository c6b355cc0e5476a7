import type { Cluster } from './cluster.ts'

/** Everything that a fork must leave as it was, as one text: for comparing a cluster with itself at another time. */
export function fingerprint(cluster: Cluster): string {
  const { nodes, pods } = cluster
  const parts: unknown[] = [
    Array.from(cluster.order.rows.subarray(0, cluster.order.count)),
    nodes.freeRows,
    pods.freeRows,
  ]
  for (let i = 0; i < cluster.order.count; i++) {
    const n = cluster.order.rows[i]
    const listed: number[] = []
    for (let pod = nodes.firstPod[n]; pod !== -1; pod = pods.nextOnNode[pod]) listed.push(pod)
    parts.push([
      nodes.names[n],
      nodes.state[n],
      nodes.cordoned[n],
      nodes.group[n],
      nodes.podCount[n],
      nodes.emptySinceUs[n],
      nodes.nonZeroCpuMilli[n],
      nodes.nonZeroMemoryBytes[n],
      nodes.requested.map((column) => column[n]),
      Array.from(nodes.devices.free.subarray(n * nodes.devices.stride, (n + 1) * nodes.devices.stride)),
      listed,
    ])
  }
  for (let pod = 0; pod < pods.rows; pod++) {
    parts.push([
      pods.state[pod],
      pods.generation[pod],
      pods.node[pod],
      pods.boundUs[pod],
      pods.sequence[pod],
      pods.devices[pod],
    ])
  }
  return JSON.stringify(parts)
}
