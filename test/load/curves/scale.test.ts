import { expect, it } from 'vitest'
import { checkRates, complaints } from '../curve-of.ts'

it('multiplies', () => {
  const steps = {
    steps: [
      { at: '0s', rate: '10/s' },
      { at: '1h', rate: '40/s' },
    ],
  }
  checkRates({ scale: { curve: steps, by: 1.5 } }, [
    ['0s', 15],
    ['1h', 60],
  ])
})

it('refuses a negative factor', () => {
  expect(complaints({ scale: { curve: '1/s', by: -1 } })).toHaveLength(1)
})
