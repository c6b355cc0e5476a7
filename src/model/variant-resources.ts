import { BASE_RESOURCES } from './amounts.ts'
import type { Variant } from './scenario.ts'

/** The base resources, then every extended one that a node of the variant has, in order of appearance. */
export function resourcesOf(variant: Pick<Variant, 'cluster' | 'workloads'>): string[] {
  const names = new Set<string>(BASE_RESOURCES)
  for (const pool of variant.cluster.pools) {
    for (const { allocatable } of [...pool.offerings, ...pool.listed].map(({ shape }) => shape)) {
      for (const name of Object.keys(allocatable).sort()) names.add(name)
    }
  }
  for (const { pod } of variant.workloads) for (const name of Object.keys(pod.requests).sort()) names.add(name)
  return [...names]
}
