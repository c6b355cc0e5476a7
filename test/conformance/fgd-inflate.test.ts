import { expect, test } from 'vitest'
import type { Run } from '../../src/engine/run.ts'
import { dataFile } from './gpu-trace.ts'
import { openbRun, PUBLISHED_POLICIES } from './openb-run.ts'
import { vectors } from './vectors.ts'

interface Statistic {
  readonly n: number
  readonly mean: number
  readonly sd: number
}

interface Summary {
  readonly summary: Readonly<
    Record<string, Readonly<Record<string, { readonly allocPct: Readonly<Record<string, Statistic>> }>>>
  >
}

/** Ten are compared for the record; two are enough to see that something broke, and take seconds. */
const SEEDS = Number(process.env['SIMCAP_SEEDS'] ?? 2)
const LIST = 'openb_pod_list_default'

const nodes = dataFile('openb', 'openb_node_list_gpu_node.csv')
const pods = dataFile('openb', `${LIST}.csv`)
const published = vectors<Summary>('fgd_published_summary.json')?.summary[LIST]

test.skipIf(nodes === null || pods === null || published === undefined)(
  'orders of our own lose as much capacity as the published ones, and rank the policies alike',
  { timeout: 600_000 },
  () => {
    const means = new Map<string, number>()
    for (const [name, placement] of Object.entries(PUBLISHED_POLICIES)) {
      const values = Array.from({ length: SEEDS }, (_, i) =>
        unallocatedPercent(
          openbRun({ nodes: nodes ?? '', pods: pods ?? '', mode: 'mode: inflate', placement, seed: i + 1 }),
        ),
      )
      const mean = values.reduce((sum, each) => sum + each, 0) / SEEDS
      const statistic = published?.[name].allocPct['100'] as Statistic
      const wanted = 100 - statistic.mean
      console.log(`conformance: ${placement}: ${mean.toFixed(2)} % of ${SEEDS} seeds, published ${wanted.toFixed(2)}`)
      // With fewer seeds than ten our own mean is the less certain of the two.
      const standardError =
        statistic.sd * Math.sqrt(SEEDS < statistic.n ? 1 / SEEDS + 1 / statistic.n : 1 / statistic.n)
      expect(Math.abs(mean - wanted), placement).toBeLessThanOrEqual(3 * standardError)
      means.set(placement, mean)
    }
    const of = (placement: string) => means.get(placement) ?? Number.NaN
    expect(of('fgd')).toBeLessThan(of('gpu-best-fit'))
    for (const middle of ['gpu-packing', 'gpu-clustering']) {
      expect(of('gpu-best-fit')).toBeLessThan(of(middle))
      expect(of(middle)).toBeLessThan(of('gpu-dot-product'))
    }
    expect(of('gpu-dot-product')).toBeLessThan(of('random'))
  },
)

/** Mean over the arrivals by which, rounded, 100 % of the GPU capacity has been asked for. Nobody leaves, so rows are arrivals. */
function unallocatedPercent({ cluster }: Run): number {
  const { classes, nodes: table } = cluster
  const capacity = table.devices.shapes.reduce((sum, shape) => sum + (shape?.count ?? 0) * 1000, 0)
  let arrived = 0
  let allocated = 0
  let sum = 0
  let count = 0
  for (let row = 0; row < cluster.pods.rows; row++) {
    const { gpu } = classes[cluster.pods.podClass[row]].scheduling
    const milli = gpu === undefined ? 0 : gpu.count * gpu.milli
    arrived += milli
    if (cluster.pods.node[row] !== -1) allocated += milli
    if (Math.abs((100 * arrived) / capacity - 100) > 0.5) continue
    sum += 100 - (100 * allocated) / capacity
    count++
  }
  return sum / count
}
