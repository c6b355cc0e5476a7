import { describe, expect, test } from 'vitest'
import { speaker } from '../../src/report/messages/messages.ts'
import { LIGHT } from '../../src/report/palette.ts'
import { colourOf, groupName, variantStyles } from '../../src/report/variant-style.ts'

describe('who gets a colour', () => {
  const rows: [what: string, count: number, ranking: number[], roles: string[]][] = [
    ['one alone is no baseline', 1, [0], ['third']],
    ['few: by position', 4, [3, 1, 2, 0], ['baseline', 'first', 'second', 'third']],
    [
      'many: baseline, pick, runner-up',
      6,
      [4, 0, 2, 1, 3, 5],
      ['baseline', 'context', 'first', 'context', 'third', 'context'],
    ],
    ['many, the baseline is the pick', 5, [0, 3, 1, 2, 4], ['baseline', 'context', 'context', 'first', 'context']],
  ]
  test.each(rows)('%s', (_what, count, ranking, roles) => {
    const styles = variantStyles(count, ranking)
    expect(styles.map((style) => style.role)).toEqual(roles)
    expect(styles.map((style) => style.heavy)).toEqual(styles.map((_, index) => count > 1 && index === ranking[0]))
  })
})

test('four variants differ in colour, dash and shape', () => {
  const styles = variantStyles(4, [0, 1, 2, 3])
  expect(new Set(styles.map((style) => colourOf(style, LIGHT))).size).toBe(4)
  expect(new Set(styles.map((style) => String(style.dash))).size).toBe(4)
  expect(new Set(styles.map((style) => style.shape)).size).toBe(4)
})

test('up to eight variants differ in colour or shape', () => {
  const looks = variantStyles(8, [7, 6, 5, 4, 3, 2, 1, 0]).map((style) => `${colourOf(style, LIGHT)} ${style.shape}`)
  expect(new Set(looks).size).toBe(8)
})

test('a key names a few and counts many', () => {
  expect(groupName(speaker('en'), ['a', 'b'])).toBe('a, b')
  expect(groupName(speaker('en'), ['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('7 other variants')
})
