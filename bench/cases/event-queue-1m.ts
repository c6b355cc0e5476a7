import { sha256Hex } from '../../src/base/digest.ts'
import { randomStream } from '../../src/base/random.ts'
import { EventQueue } from '../../src/engine/event-queue.ts'
import type { BenchCase } from '../case.ts'

/** Rounds through the queue while it holds its full size: what a long run does with it. */
const TURNOVER = 4

export const eventQueue1m: BenchCase = {
  name: 'event-queue-1m',
  doc: 'Takes the earliest event and adds a later one, with 1,000,000 events pending.',
  unit: 'push+pop/s',
  sizes: { small: 500, full: 1_000_000 },
  floor: 2_000_000,
  prepare(size) {
    const random = randomStream(1, 'bench/event-queue')
    const delaysUs = Float64Array.from({ length: size }, () => random.int(1_000_000))
    return () => {
      const queue = new EventQueue()
      const order = new Int32Array(size * (TURNOVER + 1))
      let popped = 0
      for (let i = 0; i < size; i++) queue.push(delaysUs[i], i % 9, i)
      for (let i = 0; i < size * TURNOVER; i++) {
        queue.pop()
        order[popped++] = queue.a
        queue.push(queue.nowUs + delaysUs[i % size], queue.kind, queue.a)
      }
      while (queue.pop()) order[popped++] = queue.a
      return { work: popped, hash: sha256Hex(new Uint8Array(order.buffer)) }
    }
  },
}
