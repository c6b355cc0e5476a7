import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { EVENT_KINDS } from '../../src/engine/event-kinds.ts'
import { EventQueue } from '../../src/engine/event-queue.ts'

interface Event {
  readonly timeUs: number
  readonly kind: number
  readonly id: number
}

/** Few instants and many events: ties are the rule. */
const event = fc.record({
  timeUs: fc.integer({ min: 0, max: 12 }),
  kind: fc.integer({ min: 0, max: EVENT_KINDS.length - 1 }),
})

function ordered(events: readonly Event[]): Event[] {
  return [...events].sort((a, b) => a.timeUs - b.timeUs || a.kind - b.kind || a.id - b.id)
}

describe('the event queue', () => {
  test.prop([fc.array(event, { maxLength: 3000, size: 'max' })])('is ordered by time, kind and insertion', (events) => {
    const queue = new EventQueue()
    const pushed = events.map(({ timeUs, kind }, id) => ({ timeUs, kind, id }))
    for (const { timeUs, kind, id } of pushed) queue.push(timeUs, kind, id, 7 * id)
    const popped: Event[] = []
    while (queue.pop()) {
      popped.push({ timeUs: queue.nowUs, kind: queue.kind, id: queue.a })
      expect(queue.b).toBe(7 * queue.a)
    }
    expect(popped).toEqual(ordered(pushed))
  })

  test.prop([fc.array(fc.oneof(event, fc.constant('pop' as const)), { maxLength: 500, size: 'max' })])(
    'gives the earliest of what it holds, whenever it is asked',
    (steps) => {
      const queue = new EventQueue()
      let held: Event[] = []
      steps.forEach((step, id) => {
        if (step !== 'pop') {
          queue.push(step.timeUs, step.kind, id)
          held.push({ ...step, id })
          return
        }
        const [first, ...rest] = ordered(held)
        expect(queue.pop()).toBe(first !== undefined)
        if (first !== undefined) expect(queue.a).toBe(first.id)
        held = rest
        expect(queue.size).toBe(held.length)
      })
    },
  )
})
