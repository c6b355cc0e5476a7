import { describe, expect, test } from 'vitest'
import { counted, fixed } from '../../src/report/numbers.ts'
import { differenceIn, inScale, scaleFor, withUnit } from '../../src/report/units.ts'

/** Spaces made visible: `_` is thin, `~` does not break. */
function shown(text: string): string {
  return text.replaceAll('\u202f', '_').replaceAll('\u00a0', '~').replaceAll('\u2212', '-')
}

describe('fixed decimals', () => {
  const rows: [number, number, string][] = [
    [0, 2, '0.00'],
    [1234567.891, 1, '1_234_567.9'],
    [999, 0, '999'],
    [1000, 0, '1_000'],
    [-1234.5, 0, '-1_235'],
    [0.0031, 2, '0.003'], // would print 0.00
    [0.0000001, 2, '0.000000'],
    [-0.001, 2, '-0.001'],
    [-0.0000001, 2, '0.000000'],
    [2.345, 2, '2.35'],
  ]
  test.each(rows)('%d to %d: %s', (value, decimals, text) => expect(shown(fixed(value, decimals))).toBe(text))
})

describe('a value with its unit', () => {
  const rows: [number | null, string, string][] = [
    [31_342.7, 'req/s', '31.3_k~req/s'],
    [278_400_000, 'req', '278_M~req'],
    [9_999, 'req', '9_999~req'],
    [9_999.6, 'req', '10.0_k~req'],
    [999_600, 'req', '1.00_M~req'],
    [42, 'nodes', '42~nodes'],
    [14.62, 'nodes', '14.6~nodes'],
    [0.0278, 'share', '2.78~%'],
    [0.00003, 'share', '0.003~%'],
    [0.412, 'share', '41.2~%'],
    [0.9995, 'share', '99.95~%'],
    [0, 'share', '0~%'],
    [197.4, 's', '197~s'],
    [0.42, 's', '0.4~s'],
    [599, 's', '599~s'],
    [600, 's', '10.0~min'],
    [5040, 's', '84.0~min'],
    [35_280, 's', '9.8~h'],
    [80.538, 'currency', '80.54~USD'],
    [85_412.3, 'currency', '85_412~USD'],
    [1_284_000, 'currency', '1.28_M~USD'],
    [0.192, 'currency/h', '0.19~USD/h'],
    [1024 * 1024 * 1024 * 1.5, 'bytes', '1.50~GiB'],
    [512, 'bytes', '512~bytes'],
    [3, '1', '3'],
    [null, 's', '\u2013'],
    [7, 'furlongs', '7~furlongs'],
  ]
  test.each(rows)('%s %s: %s', (value, unit, text) => expect(shown(withUnit(value, unit, 'USD'))).toBe(text))
})

describe('a column', () => {
  test('has one scale and the same decimals down', () => {
    const scale = scaleFor('s', [440, 197, 38_000], 'USD')
    expect([440, 197, 38_000].map((value) => inScale(value, scale))).toEqual(['7.3', '3.3', '633.3'])
    expect(scale.unit).toBe('min') // in hours 440 s and 197 s would both be 0.1
  })

  test('does not round its small values away for its large ones', () => {
    const scale = scaleFor('req', [31_342, 12], 'USD')
    expect([31_342, 12].map((value) => shown(inScale(value, scale)))).toEqual(['31_342', '12'])
  })

  test('of whole counts stays whole, of means does not', () => {
    expect(inScale(3, scaleFor('pods', [3, 921], 'USD'))).toBe('3')
    expect(inScale(3, scaleFor('pods', [3, 9.21], 'USD'))).toBe('3.00')
  })

  test('differences of shares are percentage points', () => {
    const scale = scaleFor('share', [0.0228, 0.00003], 'USD')
    expect(shown(differenceIn(-0.02277, scale))).toBe('2.28~pp')
    expect(shown(differenceIn(1, scaleFor('nodes', [4, 5], 'USD')))).toBe('1~node')
    expect(shown(differenceIn(1, scaleFor('nodes', [4.5, 5], 'USD')))).toBe('1.00~nodes')
    expect(shown(differenceIn(12.34, scaleFor('1', [12.34], 'USD')))).toBe('12.3')
  })
})

test('counts', () => {
  expect([counted(1, 'replica'), counted(1200, 'entry', 'entries')].map(shown)).toEqual(['1~replica', '1_200~entries'])
})
