import { test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runToEnd } from '../../src/engine/kernel.ts'
import { assembleResults } from '../../src/results/assemble.ts'
import type { Results, Summary } from '../../src/results/types.ts'
import { loadScenario } from '../../src/scenario/load-scenario.ts'
import { newRun, recordOf } from '../../src/simulate.ts'
import { fromLog } from '../oracle/time-weighted-log.ts'
import { runs } from './effort.ts'
import { smallScenario } from './small-scenario.ts'
import { type Notes, newNotes, watch } from './watched-run.ts'

/** The scenario of a document, and its only variant run; `notes` has an onlooker watch it. */
function run(document: object, notes: Notes | null): Results {
  const loaded = loadScenario(JSON.stringify(document), 'small.yaml', {
    files: { readText: () => ({ problem: 'none' }) },
  })
  if ('problems' in loaded)
    throw new Error(loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  const { scenario } = loaded
  const variants = scenario.variants.map((variant) => {
    const each = newRun(scenario, variant)
    if (notes !== null) watch(each, notes)
    runToEnd(each, () => {})
    return recordOf(each, scenario, variant)
  })
  return assembleResults(scenario, variants, 'test')
}

describe('any small scenario', () => {
  test.prop([smallScenario], { numRuns: runs(60) })(
    'keeps every invariant before every event, measures what an onlooker with a notebook would compute, and does not mind being watched',
    (document) => {
      const notes = newNotes()
      const results = run(document, notes)
      expect(notes.broken.slice(0, 5)).toEqual([])
      expectMeasured(results.variants[0].summary, notes)
      expect(run(document, null).digest).toBe(results.digest)
    },
  )

  test.prop([smallScenario], { numRuns: runs(100) })('accounts for all money, requests, pods and jobs', (document) => {
    const { pools } = { pools: document.cluster.nodePools }
    for (const variant of run(document, null).variants) {
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
})

function expectMeasured(summary: Summary, { run: watched, logs }: Notes): void {
  const endUs = watched?.durationUs ?? 0
  const { bucketUs, buckets } = watched?.metrics ?? { bucketUs: 1, buckets: 0 }
  const area = (pattern: RegExp) =>
    [...logs]
      .filter(([name]) => pattern.test(name))
      .reduce((sum, [, log]) => sum + fromLog(log, endUs, bucketUs, buckets).area, 0)
  const seconds = endUs / 1e6
  expect(summary['pods.pending.secondsTotal']).toBeCloseTo(area(/^pods\.pending$/), 4)
  const byReason = [...(watched?.metrics.pendingByReason.levels.values() ?? [])]
  expect(byReason.reduce((sum, level) => sum + level.area, 0)).toBeCloseTo(area(/^pods\.pending$/), 4)
  expect(summary['pods.running.mean']).toBeCloseTo(area(/^pods\.onNodes$/) / seconds, 6)
  expect(summary['nodes.hours']).toBeCloseTo(area(/^pool\d+\.(ready|booting)$/) / 3600, 6)
  expect(summary['cost.total']).toBeCloseTo(area(/^pool\d+\.cost$/) / 3600, 6)
  const given = area(/^allocatable\.0$/)
  const requested = summary['utilisation.cpu.requested.mean']
  if (given === 0) expect(requested).toBeNull()
  else expect(requested).toBeCloseTo(area(/^w\d+\.requested\.0$/) / given, 8)
}
