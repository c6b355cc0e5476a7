import { DOMParser } from '@xmldom/xmldom'
import { expect, test } from 'vitest'
import type { CheckRow } from '../../src/compare/check-rows.ts'
import { CHECK_FORMATS } from '../../src/report/check/registry.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'

const row = (variant: string): CheckRow => ({
  scenario: variant,
  file: `${variant}.yaml`,
  line: 3,
  variant,
  rule: 'cost.total at most 1',
  metric: 'cost.total',
  unit: 'currency',
  currency: 'USD',
  before: null,
  actual: 2,
  interval: null,
  status: 'failed',
})

const names = [...HOSTILE_NAMES, 'a\n::error::b', 'a|b', ']]>', '\u0000\ud800', '100%']

test.each(names)('what a user calls %j does no harm', (name) => {
  const rows = [row(name)]
  const faults: string[] = []
  const parser = new DOMParser({ onError: (level, message) => level !== 'warning' && faults.push(message) })
  const junit = parser.parseFromString(CHECK_FORMATS['junit'](rows, false), 'text/xml')
  expect(faults).toEqual([])
  expect(junit.getElementsByTagName('testcase')).toHaveLength(1)
  expect(junit.getElementsByTagName('failure')).toHaveLength(1)

  const github = CHECK_FORMATS['github'](rows, false).split('\n')
  expect(github.filter((line) => line.startsWith('::'))).toHaveLength(1)

  const markdown = CHECK_FORMATS['markdown'](rows, false)
  expect(markdown).not.toMatch(/<(?!\/?(details|summary)>)/)
  expect(markdown.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(3)
})
