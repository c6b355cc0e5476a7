import { expect, it } from 'vitest'
import { Findings } from '../../src/base/findings.ts'

it('gathers by kind, names the first five places and counts the rest', () => {
  const findings = new Findings()
  expect(findings.summaries()).toEqual([])
  findings.add('empty value', 3, '')
  for (let line = 10; line < 17; line++) findings.add('odd value', line, `x${line}`)
  expect(findings.count).toBe(8)
  expect(findings.summaries()).toEqual([
    { firstLine: 3, text: '1 × empty value: line 3' },
    {
      firstLine: 10,
      text: '7 × odd value: line 10 (x10), line 11 (x11), line 12 (x12), line 13 (x13), line 14 (x14) and 2 more',
    },
  ])
})
