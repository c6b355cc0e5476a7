import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'
import { sampleResults } from './sample-results.ts'

describe('summary.md', () => {
  const text = renderMarkdown(sampleResults())

  test('opens with the name and the verdict', () => {
    expect(text).toMatch(/^# ecommerce-peak\n\n\*\*predictive loses least /)
  })

  test('has one table row per variant and as many cells in each', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('|'))
    expect(rows).toHaveLength(2 + 4)
    expect(new Set(rows.map((row) => row.split(' | ').length)).size).toBe(1)
  })

  test('shows every picture under its finding', () => {
    expect(text.match(/!\[[^\]]+\]\(\d\d-[a-z-]+\.png\)/g)).toHaveLength(8)
    expect(renderMarkdown(sampleResults({ variants: ['a'] }))).not.toContain('14-nodes.png') // a fixed fleet has none
  })

  test('says how to repeat it', () => expect(text).toContain('`simcap run SCENARIO.yaml --seed 1`'))
})

test.each(HOSTILE_NAMES)('%s stays text', (name) => {
  const text = renderMarkdown(sampleResults({ name, variants: [name, 'b'] }))
  const rows = text.split('\n').filter((line) => line.startsWith('|'))
  expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length)).size).toBe(1)
  expect(text).not.toMatch(/<script|<img|(?<!\\)\[link/)
})

test.each(['# heading', '- item', '1. item', '+ item', '= rule'])(
  'a line that begins with a name like "%s" is no block',
  (name) => {
    const text = renderMarkdown(sampleResults({ variants: [name] }))
    expect(text.split('\n').filter((line) => line.startsWith(name))).toEqual([])
  },
)
