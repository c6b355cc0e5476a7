import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBytes } from '../../src/base/bytes.ts'
import { formatCpu, formatMemory, parseQuantity } from '../../src/base/quantity.ts'

/*
 * The tables of Kubernetes itself are in test/conformance/quantity.test.ts; here are the rules in a few rows, so that
 * they also hold where those tables are not at hand.
 */
describe('parseQuantity', () => {
  test.each([
    // text, value, milli value, canonical
    ['500m', 1, 500, '500m'],
    ['1.5', 2, 1_500, '1500m'],
    ['100.5m', 1, 101, '100500u'],
    ['-100.5m', -1, -101, '-100500u'],
    ['.5', 1, 500, '500m'],
    ['5.', 5, 5_000, '5'],
    ['1E', 1e18, 1e21, '1E'],
    ['1E3', 1_000, 1_000_000, '1e3'],
    ['1024Mi', 1_073_741_824, 1_073_741_824_000, '1Gi'],
    ['1.5Gi', 1_610_612_736, 1_610_612_736_000, '1536Mi'],
    ['512', 512, 512_000, '512'],
    ['0.000000000001Ki', 1, 1, '2n'], // 1.024 n, up to the next billionth
    ['2000E', 2e21, 2e24, '2000E'], // no suffix beyond E
  ])('%s', (text, value, milli, canonical) => {
    const quantity = parseQuantity(text)
    expect([quantity.value(), quantity.milliValue(), quantity.format()]).toEqual([value, milli, canonical])
  })

  test('is exact beyond 2⁵³', () => {
    expect(parseQuantity('9007199254740993').nano).toBe(9_007_199_254_740_993_000_000_000n)
    expect(parseQuantity('9007199254740993').format()).toBe('9007199254740993')
  })

  test.each(['', '+', '.', '1 ', '1K', '1mi', '1i', '0x1', '1e', '1e1.5', '--1', '1_000', '٣'])(
    'refuses %j',
    (text) => {
      expect(() => parseQuantity(text)).toThrow(`"${text}" is not a quantity`)
    },
  )

  test('refuses exponents beyond every cluster before it computes them', () => {
    expect(() => parseQuantity('1e999999999')).toThrow('1e999999999 is beyond every cluster')
  })

  test('keeps its value through its canonical text', () => {
    const amounts = fc.record({
      digits: fc.maxSafeInteger(),
      suffix: fc.constantFrom('n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'e3', 'e-3'),
    })
    fc.assert(
      fc.property(amounts, ({ digits, suffix }) => {
        const quantity = parseQuantity(`${digits}${suffix}`)
        return parseQuantity(quantity.format()).nano === quantity.nano
      }),
    )
  })
})

test.each([
  ['600MiB', 'did you mean 600Mi?'],
  ['1.5 GB', 'did you mean 1.5G?'],
  ['4gi', 'did you mean 4Gi?'],
  ['1K', 'did you mean 1k?'],
  ['600MB', 'did you mean 600M?'],
  ['500mb', 'write it like'], // milli or mega: not for us to guess
  ['2 cores', 'write it like'],
])('%s is answered with %j', (text, start) => {
  expect(() => parseQuantity(text)).toThrow(
    expect.objectContaining({ hint: expect.stringMatching(`^${start.replace('?', '\\?')}`) }),
  )
})

describe('bytes', () => {
  test.each([
    ['512Mi', 536_870_912],
    ['1.5G', 1_500_000_000],
    ['0', 0],
    ['1001e0', 1_001],
    ['0.0001Ki', 1], // a tenth of a byte is a byte
  ])('%s', (text, bytes) => {
    expect(parseBytes(text)).toBe(bytes)
  })

  test.each([
    ['512', '512 has no unit', 'write 512Mi (mebibytes) or 512M (megabytes)'],
    ['1073741824', '1073741824 has no unit', 'write 1Gi'],
    ['512m', '512m is a fraction of a byte', 'write 512Mi (mebibytes) or 512M (megabytes)'],
    ['-1Gi', '-1Gi is negative', 'write 0 or more'],
    ['9Ei', '9Ei is too large', 'amounts end at 9007199254740991'],
    ['8Pi', '8Pi is too large', 'amounts end at 9007199254740991'], // 2⁵³, one too many
  ])('refuses %s', (text, message, hint) => {
    expect(() => parseBytes(text)).toThrow(expect.objectContaining({ message, hint }))
  })

  test.each([
    [0, '0'],
    [1_073_741_824, '1Gi'],
    [891_289_600, '850Mi'],
    [850_000_000, '850M'],
    [1_001, '1001e0'],
    [1_000, '1k'],
  ])('%d is written %s', (bytes, text) => {
    expect(formatMemory(bytes)).toBe(text)
  })

  test('read back as the same number', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (bytes) => parseBytes(formatMemory(bytes)) === bytes))
    const round = fc.tuple(fc.nat(1000), fc.constantFrom(1e3, 1e6, 1e9, 1024, 1_048_576, 1_073_741_824))
    fc.assert(fc.property(round, ([n, unit]) => parseBytes(formatMemory(n * unit)) === n * unit))
  })
})

test('formatCpu writes cores, and thousandths where needed', () => {
  expect([0, 500, 16_000, 1_500].map(formatCpu)).toEqual(['0', '500m', '16', '1500m'])
})
