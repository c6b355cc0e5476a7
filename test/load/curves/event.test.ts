import { expect, it } from 'vitest'
import { US_PER_HOUR, US_PER_MINUTE } from '../../../src/base/time.ts'
import { checkRates, complaints, curveOf, jumpsOf } from '../curve-of.ts'

const DOUBLE_11 = { event: { curve: '100/s', at: '00:00', factor: 6, ramp: '5m', plateau: '30m', decay: '2h' } }
const EVENING = { axis: { startOfDayUs: 18 * US_PER_HOUR } }

it('multiplies what would be anyway: ramp, plateau, decay', () => {
  checkRates(
    DOUBLE_11,
    [
      ['5h59m', 100],
      ['6h', 100], // midnight
      ['6h1m', 200], // 100 × (1 + 5 × 1/5)
      ['6h5m', 600],
      ['6h35m', 600],
      ['7h35m', 350], // half of the fall
      ['8h35m', 100],
      ['30h', 100], // the first midnight only
    ],
    EVENING,
  )
  const corners = [6 * 60, 6 * 60 + 5, 6 * 60 + 35, 8 * 60 + 35].map((m) => m * US_PER_MINUTE)
  expect(jumpsOf(curveOf(DOUBLE_11, EVENING), 0, 5)).toEqual([...corners, Infinity])
})

it('may fall by half-lives, and may be a lull', () => {
  const event = { curve: '100/s', at: '0s', factor: 5, halfLife: '10m' }
  checkRates({ event }, [
    ['0s', 500],
    ['10m', 300],
    ['20m', 200],
  ])
  checkRates({ event: { curve: '100/s', at: '1m', factor: 0.2, plateau: '1m' } }, [['90s', 20]])
})

it('begins at once where the clock shows its time at the start', () => {
  checkRates({ event: { curve: '1/s', at: '18:00', factor: 2, plateau: '1m' } }, [['0s', 2]], EVENING)
})

it('falls in one way, at a time that exists', () => {
  expect(complaints({ event: { curve: '1/s', at: '1h', factor: 2, decay: '1h', halfLife: '1h' } })[0]).toContain(
    'event.halfLife: an event falls in one way only',
  )
  expect(complaints({ event: { curve: '1/s', at: '24:00', factor: 2 } })).toEqual([
    'event.at: "24:00" is not a time of day',
  ])
})
