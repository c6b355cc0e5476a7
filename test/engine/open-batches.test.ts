import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BatchPods } from '../../src/engine/batch-pods.ts'
import type { JobBatch } from '../../src/engine/job-batch.ts'
import { OpenBatches } from '../../src/engine/open-batches.ts'

const batch = (number: number) => ({ number, firstPod: -1, lastPod: -1, podCount: 0 }) as JobBatch

test('finds open submissions by number, in order, however many have gone', () => {
  // Lives of 1 to 1,500 submissions: long enough that the front of the list is cut off more than once.
  const lives = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 3, maxLength: 8 })
  fc.assert(
    fc.property(lives, (cycle) => {
      const open = new OpenBatches()
      const twin = new Map<number, JobBatch>()
      for (let n = 0; n < 4000; n++) {
        expect(open.next).toBe(n)
        open.add(batch(n))
        twin.set(n, batch(n))
        for (const life of cycle) {
          const gone = n - life
          if (!twin.delete(gone)) continue
          open.delete(gone)
          break
        }
      }
      expect(open.size).toBe(twin.size)
      expect([...open].map(({ number }) => number)).toEqual([...twin.keys()])
      for (let n = 0; n < 4000; n += 7) expect(open.get(n)?.number).toBe(twin.get(n)?.number)
    }),
    { numRuns: 10 },
  )
})

test('keeps the pods of each submission in order of creation', () => {
  const steps = fc.array(fc.record({ of: fc.nat(2), remove: fc.boolean(), pick: fc.nat(1000) }), { maxLength: 200 })
  fc.assert(
    fc.property(steps, (all) => {
      const pods = new BatchPods()
      const batches = [0, 1, 2].map(batch)
      const twin: number[][] = [[], [], []]
      const free: number[] = []
      let rows = 0
      for (const { of, remove, pick } of all) {
        if (remove && twin[of].length > 0) {
          const [pod] = twin[of].splice(pick % twin[of].length, 1)
          pods.remove(batches[of], pod)
          free.push(pod)
        } else {
          const pod = free.pop() ?? rows++
          pods.add(batches[of], pod)
          twin[of].push(pod)
        }
        expect(batches.map((each) => pods.of(each))).toEqual(twin)
        expect(batches.map(({ podCount }) => podCount)).toEqual(twin.map(({ length }) => length))
      }
    }),
    { numRuns: 50 },
  )
})
