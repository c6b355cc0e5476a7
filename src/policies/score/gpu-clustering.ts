import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import { clusteringScore } from '../../devices/gpu-scores.ts'
import { DEVICE_MILLI } from '../../model/gpus.ts'
import { type NoOptions, noOptions } from '../no-options.ts'
import type { NodeScore, ScorePlugin } from '../placement/types.ts'

export const gpuClustering: ScorePlugin<NoOptions> = {
  name: 'GpuClustering',
  doc: 'Prefers nodes with pods of the same kind only: shares, one whole GPU, two …; as GpuClustering of the FGD study.',
  options: noOptions,
  prepare(podClass, cluster) {
    const kind = kindOf(podClass)
    return kind === null ? null : scoreFor(kind, cluster)
  },
}

function scoreFor(kind: string, cluster: ClusterView): NodeScore {
  const ofKind = tally(cluster, kind, (other) => other === kind)
  const withGpu = tally(cluster, 'any', (other) => other !== null)
  return {
    reach: 'node',
    wholeUpTo: 100,
    add(rows, count, weight, totals) {
      const { freeOfNode } = cluster.nodes.devices
      const same = cluster.tallies.columns[ofKind]
      const all = cluster.tallies.columns[withGpu]
      for (let i = 0; i < count; i++) {
        const row = rows[i]
        totals[i] += weight * clusteringScore(Math.min(freeOfNode[row], 8 * DEVICE_MILLI), same[row], all[row])
      }
    },
  }
}

function tally(cluster: ClusterView, kind: string, counts: (kind: string | null) => boolean): number {
  return cluster.tally({
    key: `gpu kind|${kind}`,
    countsTerminating: true,
    weightOf: (podClass) => (counts(kindOf(podClass)) ? 1 : 0),
  })
}

function kindOf({ scheduling: { gpu } }: PodClass): string | null {
  if (gpu === undefined) return null
  return gpu.slice !== null || gpu.milli < DEVICE_MILLI ? 'share' : `${gpu.count} whole`
}
