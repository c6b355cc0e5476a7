import { expect, test } from 'vitest'
import { dashboardText } from '../../src/exports/dashboard.ts'
import { openMetricsText } from '../../src/exports/openmetrics.ts'
import type { Results } from '../../src/results/types.ts'
import { runShipped } from '../golden/shipped-scenarios.ts'
import { sampleResults } from '../report/sample-results.ts'
import { hostileResults } from './hostile-results.ts'
import { readOpenMetrics } from './openmetrics-grammar.ts'

interface Dashboard {
  readonly uid: string
  readonly time: { readonly from: string; readonly to: string }
  readonly templating: { readonly list: readonly { readonly name: string; readonly query: unknown }[] }
  readonly panels: readonly {
    readonly id: number
    readonly type: string
    readonly title: string
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
    readonly targets: readonly { readonly refId: string; readonly expr: string; readonly datasource: unknown }[]
  }[]
}

const dashboardOf = (results: Results) => JSON.parse(dashboardText(results)) as Dashboard

test('every panel has an id, a place of its own within 24 columns, and queries with letters', () => {
  const { panels } = dashboardOf(sampleResults())
  expect(panels.map(({ id }) => id)).toEqual(panels.map((_, index) => index + 1))
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
  )
  expect(new Set(cells).size).toBe(cells.length)
  expect(panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([])
  for (const { targets } of panels) {
    expect(targets.map(({ refId }) => refId)).toEqual(targets.map((_, index) => 'ABCDEFGH'[index]))
    for (const { datasource } of targets) expect(datasource).toEqual({ type: 'prometheus', uid: '$datasource' })
  }
})

test('asks for names that are exported, and for every one of them that is of the cluster', () => {
  const results = sampleResults()
  const exported = readOpenMetrics([...openMetricsText(results)].join('')).map(({ name }) => name)
  const asked = new Set(
    dashboardOf(results).panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/simcap_[a-z0-9_]+/g) ?? []),
    ),
  )
  expect([...asked].filter((name) => !exported.includes(name))).toEqual([])
  expect(exported.filter((name) => !/^simcap_(service|job|pool)_/.test(name) && !asked.has(name))).toEqual([])
})

test('what a planner looks for first', () => {
  const titles = dashboardOf(runShipped('quickstart', 'test')).panels.map(({ title }) => title)
  const wanted = ['Load', 'Lost and late requests', 'Latency', 'Replicas', 'Nodes', 'Cost', 'Utilisation']
  expect(wanted.filter((title) => !titles.includes(title))).toEqual([])
})

test('opens at the time of the run', () => {
  const at = (start: string | null) => dashboardOf(sampleResults({ start, buckets: 10, bucketSeconds: 60 })).time
  expect(at('2026-11-10T12:00:00+08:00')).toEqual({ from: '2026-11-10T04:00:00.000Z', to: '2026-11-10T04:10:00.000Z' })
  expect(at(null)).toEqual({ from: 'now-24h', to: 'now' })
})

test('lets the reader choose data source, scenario, variants and seeds, and holds no name of a variant itself', () => {
  const results = hostileResults()
  const { templating, panels } = dashboardOf(results)
  expect(templating.list.map(({ name }) => name)).toEqual(['datasource', 'scenario', 'variant', 'seed'])
  expect(JSON.stringify(panels)).not.toContain('HYPERLINK')
})
