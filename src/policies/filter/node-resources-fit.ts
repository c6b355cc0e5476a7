import type { FilterPlugin } from '../types.ts'

export const nodeResourcesFit: FilterPlugin = {
  name: 'NodeResourcesFit',
  doc: 'Keeps pods to nodes with room for one more pod and for everything that the pod requests.',
  reach: 'node',
  prepare(podClass, cluster) {
    const asked = Array.from(podClass.requests, (amount, resource) => ({ amount, resource })).filter(
      (r) => r.amount > 0,
    )
    return (rows, count) => {
      const { podCount, maxPods, allocatable, requested } = cluster.nodes
      let kept = 0
      for (let i = 0; i < count; i++) {
        const row = rows[i]
        if (podCount[row] < maxPods[row]) rows[kept++] = row
      }
      for (const { amount, resource } of asked) {
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
    }
  },
}
