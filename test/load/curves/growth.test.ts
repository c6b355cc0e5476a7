import { expect, it } from 'vitest'
import { checkRates, complaints } from '../curve-of.ts'

const DAYS_PER_MONTH = 30.4375

it('grows by the same share every month', () => {
  checkRates({ growth: { curve: '100/s', perMonth: '5%' } }, [
    ['0s', 100],
    [`${DAYS_PER_MONTH}d`, 105],
    [`${2 * DAYS_PER_MONTH}d`, 110.25],
    [`${12 * DAYS_PER_MONTH}d`, 179.585632602213], // 1.05^12
    [`${DAYS_PER_MONTH / 2}d`, 102.469507659596], // √1.05
  ])
  checkRates({ growth: { curve: '100/s', perMonth: '-50%' } }, [[`${3 * DAYS_PER_MONTH}d`, 12.5]])
})

it('does not shrink to nothing in a month', () => {
  expect(complaints({ growth: { curve: '1/s', perMonth: '-100%' } })).toEqual(['growth.perMonth: -100% is below -99%'])
})
