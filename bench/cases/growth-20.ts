import { sha256Hex } from '../../src/base/digest.ts'
import type { BenchCase } from '../case.ts'
import { prepareChurn } from '../churn.ts'

const NODES_AT_MOST = 100_000

export const growth20: BenchCase = {
  name: 'growth-20',
  doc: 'Places 500,000 pods of 20 classes on 1,000, 10,000 and 100,000 nodes, kube-default; the rate is that on the most nodes.',
  unit: 'placements/s',
  sizes: { small: 2000, full: 500_000 },
  floor: 83_000,
  prepare(pods) {
    const largest = Math.min(NODES_AT_MOST, pods)
    const runs = [100, 10, 1].map((part) => {
      const nodes = largest / part
      return { nodes, run: prepareChurn({ nodes, pods, classes: 20 }) }
    })
    return () => {
      const measured = runs.map(({ nodes, run }) => ({ nodes, ...run() }))
      const costs = measured.map(({ nodes, seconds }) => [`${nodes} nodes, µs each`, (seconds / pods) * 1e6] as const)
      return {
        work: pods,
        hash: sha256Hex(measured.map(({ hash }) => hash).join()),
        seconds: measured[2].seconds,
        points: { ...Object.fromEntries(costs), 'largest / smallest': costs[2][1] / costs[0][1] },
      }
    }
  },
}
