import { expect, test } from 'vitest'
import { overSeeds, partOf, samplesOf } from '../../src/results/over-seeds.ts'
import type { Summary } from '../../src/results/types.ts'
import { sampleResults } from '../report/sample-results.ts'

const [sample] = sampleResults({ variants: ['a'] }).variants
const run = (seed: number, summary: Summary, web: number) => ({
  ...sample,
  seed,
  summary,
  samples: samplesOf(summary),
  services: [partOf('web', { lost: web })],
})

test('samples run parallel to the seeds; the first run is the detailed one', () => {
  const merged = overSeeds([run(5, { cost: 10, wait: null }, 1), run(6, { cost: 12, wait: 3 }, 2)])
  expect(merged).toMatchObject({
    seed: 5,
    summary: { cost: 10, wait: null },
    samples: { cost: [10, 12], wait: [null, 3] },
    services: [{ name: 'web', summary: { lost: 1 }, samples: { lost: [1, 2] } }],
  })
})

test('a failed run leaves its place empty, and the next one is told in detail', () => {
  const merged = overSeeds([null, run(6, { cost: 12 }, 2), null])
  expect(merged).toMatchObject({ seed: 6, summary: { cost: 12 }, samples: { cost: [null, 12, null] } })
  expect(merged?.services[0]?.samples).toEqual({ lost: [null, 2, null] })
  expect(overSeeds([null, null])).toBeNull()
})

test('one seed reads like many', () => {
  const one = run(5, { cost: 10 }, 1)
  expect(overSeeds([one])).toEqual({ ...one, jobs: overSeeds([one])?.jobs, pools: overSeeds([one])?.pools })
  expect(overSeeds([one])?.samples).toEqual({ cost: [10] })
})
