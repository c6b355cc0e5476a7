import { expect, test } from 'vitest'
import { type EVENT_KINDS, KIND } from '../../src/engine/event-kinds.ts'
import { EventQueue } from '../../src/engine/event-queue.ts'

function drained(queue: EventQueue): (readonly [timeUs: number, kind: number, a: number, b: number])[] {
  const events: (readonly [number, number, number, number])[] = []
  while (queue.pop()) events.push([queue.nowUs, queue.kind, queue.a, queue.b])
  return events
}

test.each([
  {
    pushed: [
      [5, 0, 1],
      [3, 0, 2],
      [4, 0, 3],
    ],
    order: [2, 3, 1],
    because: 'the earlier first',
  },
  {
    pushed: [
      [5, 2, 1],
      [5, 0, 2],
      [5, 1, 3],
    ],
    order: [2, 3, 1],
    because: 'at the same instant by kind',
  },
  {
    pushed: [
      [5, 1, 1],
      [5, 1, 2],
      [5, 1, 3],
    ],
    order: [1, 2, 3],
    because: 'of one kind as they came',
  },
  {
    pushed: [
      [5, 8, 1],
      [6, 0, 2],
      [5, 0, 3],
    ],
    order: [3, 1, 2],
    because: 'time before kind',
  },
])('$order: $because', ({ pushed, order }) => {
  const queue = new EventQueue()
  for (const [timeUs, kind, a] of pushed) queue.push(timeUs, kind, a)
  expect(drained(queue).map(([, , a]) => a)).toEqual(order)
})

test('what an event carries comes back, negative numbers too', () => {
  const queue = new EventQueue()
  queue.push(7, 3, -1, 2_147_483_647)
  queue.push(7, 3)
  expect(drained(queue)).toEqual([
    [7, 3, -1, 2_147_483_647],
    [7, 3, 0, 0],
  ])
  expect(queue.pop()).toBe(false)
})

test('an event for the present instant comes before later ones, and after its own kind that waits already', () => {
  const queue = new EventQueue()
  queue.push(10, 1, 1)
  queue.push(10, 1, 2)
  queue.push(11, 0, 3)
  queue.pop()
  queue.push(10, 1, 4)
  queue.push(10, 0, 5)
  expect(drained(queue).map(([, , a]) => a)).toEqual([5, 2, 4, 3])
})

test('years of microseconds are told apart', () => {
  const queue = new EventQueue()
  const tenYearsUs = 10 * 366 * 24 * 3600 * 1e6
  queue.push(tenYearsUs, 8, 1)
  queue.push(tenYearsUs - 1, 8, 2)
  queue.push(tenYearsUs, 0, 3)
  expect(drained(queue).map(([, , a]) => a)).toEqual([2, 3, 1])
})

test('what frees room comes before what asks for it, then the scheduler, then who adds nodes for what it could not place', () => {
  const at = (kind: (typeof EVENT_KINDS)[number]) => KIND[kind]
  for (const freeing of ['pod-finished', 'node-ready'] as const) {
    for (const asking of ['job-arrival', 'pod-autoscaler', 'schedule'] as const)
      expect(at(freeing)).toBeLessThan(at(asking))
  }
  expect(at('load-change')).toBeLessThan(at('pod-autoscaler'))
  expect(at('pod-autoscaler')).toBeLessThan(at('schedule'))
  expect(at('schedule')).toBeLessThan(at('node-autoscaler'))
})
