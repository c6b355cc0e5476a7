import { expect, test } from 'vitest'
import { PendingByReason } from '../../src/metrics/pending-by-reason.ts'

const areas = (pending: PendingByReason, endUs: number) =>
  Object.fromEntries(
    [...pending.levels].map(([reason, level]) => {
      level.advance(endUs)
      return [reason, level.area]
    }),
  )

test('pods of a class count for what turned one of them down last', () => {
  const pending = new PendingByReason(60e6, 1)
  pending.add(0, 1, 0)
  pending.add(0, 1, 0)
  pending.turnedDown(0, 'Insufficient cpu', 0)
  pending.add(0, 1, 10e6) // fails untried, like the others: 2 × 10 s, then 3
  pending.turnedDown(0, 'Insufficient memory', 15e6) // 3 × 5 s more of cpu
  pending.add(0, -1, 20e6) // 3 × 5 s of memory, then 2 × 10 s
  expect(areas(pending, 30e6)).toEqual({ 'Insufficient cpu': 35, 'Insufficient memory': 35 })
})

test('classes stand apart; one that was never turned down counts nowhere', () => {
  const pending = new PendingByReason(60e6, 1)
  pending.add(0, 1, 0)
  pending.add(1, 1, 0)
  pending.turnedDown(1, null, 0)
  expect(areas(pending, 5e6)).toEqual({ 'no nodes available to schedule pods': 5 })
})
