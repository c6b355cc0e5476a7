import { expect, test } from 'vitest'
import { seriesDoc } from '../../src/exports/series-docs.ts'
import { runShipped } from '../golden/shipped-scenarios.ts'

test.each(['quickstart', 'gpu-inventory'])('every series of %s is told in a sentence', (name) => {
  const series = runShipped(name, 'test').variants.flatMap((variant) => variant.series.map((each) => each.name))
  expect([...new Set(series)].filter((each) => seriesDoc(each) === `The series ${each}.`)).toEqual([])
})
