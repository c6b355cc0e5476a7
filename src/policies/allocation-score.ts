import { z } from 'zod'
import type { PodClass } from '../cluster/pod-class.ts'
import type { ClusterView, Column } from '../cluster/view.ts'
import { CPU, MEMORY } from '../model/amounts.ts'
import type { RowScore } from './types.ts'

/** Which resources count, and how much: as in kube-scheduler's `scoringStrategy.resources`. */
export const scoredResources = z
  .array(
    z.strictObject({
      name: z.string().describe('Resource name.'),
      weight: z.int().min(1).max(100).default(1).describe('How much the resource counts, 1 to 100.'),
    }),
  )
  .min(1)
  .default([
    { name: 'cpu', weight: 1 },
    { name: 'memory', weight: 1 },
  ])
  .describe('Resources that the score looks at.')

export type ScoredResources = z.output<typeof scoredResources>

interface Term {
  readonly weight: number
  readonly request: number
  readonly allocatable: Column
  readonly requested: Column
}

/**
 * The common part of LeastAllocated and MostAllocated: per node (Σ weight × value) div (Σ weight), where `value` judges
 * what would be requested of a resource against its allocatable amount. Cpu and memory count with kube-scheduler's non-zero defaults; a resource
 * that the node does not have, or an extended one that the pod does not ask for, is left out of both sums.
 */
export function allocationScore(
  podClass: PodClass,
  cluster: ClusterView,
  resources: ScoredResources,
  value: (requested: number, allocatable: number) => number,
): RowScore {
  return (rows, count, weight, totals) => {
    const terms = termsOf(podClass, cluster, resources)
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      let sum = 0
      let weights = 0
      for (let t = 0; t < terms.length; t++) {
        const term = terms[t]
        const limit = term.allocatable[row]
        if (limit === 0) continue
        sum += term.weight * value(term.requested[row] + term.request, limit)
        weights += term.weight
      }
      if (weights !== 0) totals[i] += weight * Math.floor(sum / weights)
    }
  }
}

function termsOf(podClass: PodClass, cluster: ClusterView, resources: ScoredResources): Term[] {
  const { nodes } = cluster
  const terms: Term[] = []
  for (const { name, weight } of resources) {
    const column = cluster.resources.indexOf(name)
    if (column === -1) continue
    const allocatable = nodes.allocatable[column]
    if (column === CPU) {
      terms.push({ weight, request: podClass.nonZeroCpuMilli, allocatable, requested: nodes.nonZeroCpuMilli })
    } else if (column === MEMORY) {
      terms.push({ weight, request: podClass.nonZeroMemoryBytes, allocatable, requested: nodes.nonZeroMemoryBytes })
    } else {
      const request = podClass.requests[column]
      if (request > 0 || !name.includes('/'))
        terms.push({ weight, request, allocatable, requested: nodes.requested[column] })
    }
  }
  return terms
}
