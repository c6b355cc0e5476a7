import type { BenchCase } from '../case.ts'
import { filledCluster, PUBLISHED_ARRIVALS } from '../gpu-filling.ts'

export const fgdDefault42: BenchCase = {
  name: 'fgd-default-42',
  doc: 'Fills 1,213 GPU nodes with 10,866 pods by fragmentation gradient descent, fragmentation after every arrival, from text to results.',
  unit: 'pods/s',
  sizes: { small: 300, full: PUBLISHED_ARRIVALS },
  floor: PUBLISHED_ARRIVALS / 2,
  prepare: (size) => () => filledCluster(size, 'fgd', 42),
}
