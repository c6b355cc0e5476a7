import { sha256Hex } from '../../src/base/digest.ts'
import type { BenchCase } from '../case.ts'
import { filledCluster, PUBLISHED_ARRIVALS } from '../gpu-filling.ts'

const PLACEMENTS = ['random', 'gpu-dot-product', 'gpu-clustering', 'gpu-packing', 'gpu-best-fit', 'fgd']
const SEEDS = [42, 43]

export const fgdAll: BenchCase = {
  name: 'fgd-all',
  doc: 'The same under all six policies of the FGD study with two orders of arrival, one run after another.',
  unit: 'runs/s',
  sizes: { small: 150, full: PUBLISHED_ARRIVALS },
  floor: (PLACEMENTS.length * SEEDS.length) / 20,
  prepare: (size) => () => {
    const runs = PLACEMENTS.flatMap((placement) => SEEDS.map((seed) => filledCluster(size, placement, seed)))
    return {
      work: runs.length,
      hash: sha256Hex(runs.map(({ hash }) => hash).join('\n')),
      seconds: runs.reduce((sum, { seconds = 0 }) => sum + seconds, 0),
    }
  },
}
