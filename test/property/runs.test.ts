import { test } from '@fast-check/vitest'
import { beforeEach, describe, expect, vi } from 'vitest'
import { assembleResults } from '../../src/results/assemble.ts'
import type { Results } from '../../src/results/types.ts'
import { loadScenario } from '../../src/scenario/load-scenario.ts'
import { simulate } from '../../src/simulate.ts'
import { fromLog } from '../oracle/time-weighted-log.ts'
import { smallScenario } from './small-scenario.ts'
import { newNotes, watch } from './watched-run.ts'

let notes = newNotes()
let watching = true

vi.mock('../../src/engine/create-run.ts', async (original) => {
  const module = await original<typeof import('../../src/engine/create-run.ts')>()
  const createRun: typeof module.createRun = (parts) => {
    const run = module.createRun(parts)
    if (watching) watch(run, notes)
    return run
  }
  return { ...module, createRun }
})

function run(document: object): Results {
  const loaded = loadScenario(JSON.stringify(document), 'small.yaml', {
    files: { readText: () => ({ problem: 'none' }) },
  })
  if ('problems' in loaded)
    throw new Error(loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  const { scenario } = loaded
  return assembleResults(
    scenario,
    scenario.variants.map((variant) => simulate(scenario, variant)),
    'test',
  )
}

describe('any small scenario', () => {
  beforeEach(() => {
    watching = true
  })

  test.prop([smallScenario], { numRuns: 100 })('keeps every invariant before every event', (document) => {
    notes = newNotes()
    run(document)
    expect(notes.broken.slice(0, 5)).toEqual([])
  })

  test.prop([smallScenario], { numRuns: 40 })('measures what an onlooker with a notebook would compute', (document) => {
    notes = newNotes()
    const [{ summary }] = run(document).variants
    const endUs = notes.run?.durationUs ?? 0
    const { bucketUs, buckets } = notes.run?.metrics ?? { bucketUs: 1, buckets: 0 }
    const area = (pattern: RegExp) =>
      [...notes.logs]
        .filter(([name]) => pattern.test(name))
        .reduce((sum, [, log]) => sum + fromLog(log, endUs, bucketUs, buckets).area, 0)
    const seconds = endUs / 1e6
    expect(summary['pods.pending.secondsTotal']).toBeCloseTo(area(/^pods\.pending$/), 4)
    const byReason = [...(notes.run?.metrics.pendingByReason.levels.values() ?? [])]
    expect(byReason.reduce((sum, level) => sum + level.area, 0)).toBeCloseTo(area(/^pods\.pending$/), 4)
    expect(summary['pods.running.mean']).toBeCloseTo(area(/^pods\.onNodes$/) / seconds, 6)
    expect(summary['nodes.hours']).toBeCloseTo(area(/^pool\d+\.(ready|booting)$/) / 3600, 6)
    expect(summary['cost.total']).toBeCloseTo(area(/^pool\d+\.cost$/) / 3600, 6)
    const given = area(/^allocatable\.0$/)
    const requested = summary['utilisation.cpu.requested.mean']
    if (given === 0) expect(requested).toBeNull()
    else expect(requested).toBeCloseTo(area(/^w\d+\.requested\.0$/) / given, 8)
  })

  test.prop([smallScenario], { numRuns: 100 })('accounts for all money, requests, pods and jobs', (document) => {
    watching = false
    const { pools } = { pools: document.cluster.nodePools }
    for (const variant of run(document).variants) {
      const { summary } = variant
      const cost = variant.pools.reduce((sum, { name, summary: own }) => {
        const price = pools.find((pool) => pool.name === name)?.pricePerHour ?? 0
        return sum + (own['nodes.hours'] ?? 0) * price
      }, 0)
      expect(summary['cost.total']).toBeCloseTo(cost, 6)
      for (const name of ['requests.total', 'requests.served', 'requests.lost', 'requests.late']) {
        expect(summary[name]).toBeCloseTo(
          variant.services.reduce((sum, own) => sum + (own.summary[name] ?? 0), 0),
          3,
        )
        expect(summary[name]).toBeGreaterThanOrEqual(0)
      }
      const waiting =
        (summary['requests.total'] ?? 0) - (summary['requests.served'] ?? 0) - (summary['requests.lost'] ?? 0)
      // A line is found empty a microsecond late at most: each time that serves a thousandth of a request too much.
      expect(waiting).toBeGreaterThan(-0.05)
      expect(summary['jobs.finished']).toBeLessThanOrEqual(summary['jobs.submitted'] ?? 0)
      expect(summary['pods.unplaced']).toBeLessThanOrEqual(summary['pods.created'] ?? 0)
    }
  })

  test.prop([smallScenario], { numRuns: 30 })('gives the same digest again', (document) => {
    watching = false
    const first = run(document)
    notes = newNotes()
    watching = true
    expect(run(document).digest, 'being watched changes nothing').toBe(first.digest)
  })
})
