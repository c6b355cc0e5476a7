import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatShare, parseShare } from '../../src/base/share.ts'

describe('shares', () => {
  test.each([
    ['5%', 0.05],
    ['99.9%', 0.999], // 99.9 / 100 is 0.9990000000000001
    ['100%', 1],
    ['0%', 0],
    ['-5%', -0.05],
    ['0.07%', 0.0007],
  ])('%s', (text, share) => {
    expect(parseShare(text)).toBe(share)
    expect(formatShare(share)).toBe(text)
  })

  test('a sign may say that the share is a difference', () => {
    expect(parseShare('+5%')).toBe(0.05)
  })

  test.each([
    ['5', '5 has no unit', 'write 5%'],
    ['0.05', '0.05 has no unit', 'write 5%'],
    ['five', '"five" is not a share', 'write it in percent, like 5% or 99.9%'],
    ['1e400%', '1e400% is too large', null],
  ])('refuses %s', (text, message, hint) => {
    expect(() => parseShare(text)).toThrow(expect.objectContaining({ message, hint }))
  })

  test('read back as the same number', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), same))
    fc.assert(fc.property(fc.double({ noNaN: true, min: 0, max: 1 }), same))
  })
})

function same(share: number): boolean {
  return parseShare(formatShare(share)) === share
}
