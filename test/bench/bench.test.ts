import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { measure } from '../../bench/measure.ts'
import { CASES } from '../../bench/registry.ts'
import { benchTable } from '../../bench/table.ts'
import { ROOT } from '../house/project-files.ts'

const built = existsSync(`${ROOT}dist/cli.js`)

describe('bench case', () => {
  test.each(CASES.map((bench) => [bench.name, bench] as const))('%s gives the same hash twice', async (name, bench) => {
    if (name === 'startup-help' && !built) {
      console.log('bench startup-help: skipped, dist/cli.js is not built')
      return
    }
    const first = await measure(bench, bench.sizes.small)
    const second = await measure(bench, bench.sizes.small)
    expect(second.hash).toBe(first.hash)
    expect(first.rate).toBeGreaterThan(0)
    expect(benchTable([{ bench, measured: first }])).toContain(name)
  })
})

test('bench cases have names and sentences of their own', () => {
  expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length)
  expect(new Set(CASES.map(({ doc }) => doc)).size).toBe(CASES.length)
  expect(CASES.filter(({ doc }) => !doc.endsWith('.'))).toEqual([])
})
