import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isDrawing } from '../../../src/report/charts/chart-config.ts'
import { CHARTS, drawAll } from '../../../src/report/charts/registry.ts'
import { DARK, darkColours, LIGHT } from '../../../src/report/palette.ts'
import { reportContext } from '../../../src/report/report-context.ts'
import { sampleResults } from '../sample-results.ts'

const folder = new URL('../../../src/report/charts/', import.meta.url)

test('every file that draws is registered under its own name', () => {
  const drawing = readdirSync(folder)
    .filter((file) =>
      /^export function draw\w+\([^)]*\): Figure\[\]/m.test(readFileSync(new URL(file, folder), 'utf8')),
    )
    .map((file) => file.replace('.ts', ''))
  expect(drawing.sort()).toEqual(CHARTS.map((chart) => chart.name).sort())
})

describe('every chart', () => {
  const drawings = drawAll(reportContext(sampleResults()), LIGHT)
    .map(({ figure }) => figure)
    .filter(isDrawing)

  test('is data: JSON gives it back unchanged', () => {
    for (const { config } of drawings) expect(JSON.parse(JSON.stringify(config))).toEqual(config)
  })

  test('has a finding with a number, a caption and ticks that its axis reaches', () => {
    for (const { name, finding, caption, config } of drawings) {
      if (name !== 'cost-against-service') expect(finding).toMatch(/\d/)
      expect(caption).not.toBe('')
      for (const [key, { tickValues = [], max, timed }] of Object.entries(config.options.scales)) {
        if (timed === true || key === 'y0') continue
        expect(tickValues.length, `${name} ${key}`).toBeGreaterThan(1)
        if (typeof max === 'number') expect(tickValues.at(-1)).toBeLessThanOrEqual(max * (1 + 1e-9))
      }
    }
  })

  test('draws a variant in the same colour, dash and shape everywhere', () => {
    const looks = new Map<string, Set<string>>()
    for (const { borderColor, borderDash, pointStyle, shape, label } of drawings.flatMap(({ config }) =>
      config.type === 'bar' ? [] : config.data.datasets,
    )) {
      const mark = typeof pointStyle === 'string' ? pointStyle : String(shape)
      looks.set(label, (looks.get(label) ?? new Set()).add(`${borderColor} ${borderDash} ${mark}`))
    }
    // Four variants, the load, and the replicas that it needs
    expect([...looks.values()].map((look) => look.size)).toEqual([1, 1, 1, 1, 1, 1])
    expect(new Set([...looks.values()].flatMap((look) => [...look])).size).toBe(6)
  })

  test('uses no colour that the dark theme has no answer to', () => {
    const answers = darkColours()
    const used = JSON.stringify(drawings).match(/#[0-9a-f]{6}/g) ?? []
    for (const colour of new Set(used)) expect(answers[colour], colour).toMatch(/^#[0-9a-f]{6}$/)
    expect(answers[LIGHT.text]).toBe(DARK.text)
  })
})

test('a file name depends on the chart, not on what else there is', () => {
  const names = (options: Parameters<typeof sampleResults>[0]) =>
    drawAll(reportContext(sampleResults(options)), LIGHT).map(({ fileName }) => fileName)
  const all = names({})
  expect(all).toEqual([
    '02-load.png',
    '03-lost.png',
    '05-replicas.png',
    '08-utilisation-cpu.png',
    '08-utilisation-memory.png',
    '10-pending.png',
    '12-jobs.png',
    '14-nodes.png',
    '16-decisions-over-time.png',
    '17-cost-parts.png',
    '19-cost-against-service.png',
  ])
  for (const name of names({ services: [], prices: false })) expect(all).toContain(name)
})
