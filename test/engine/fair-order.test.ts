import { describe, expect, test } from 'vitest'
import { dominantShare, fairOrder } from '../../src/engine/admission/fair-order.ts'
import type { Amounts } from '../../src/model/amounts.ts'

interface User {
  readonly name: string
  readonly asks: Amounts
  readonly weight: number
  readonly held: Map<string, number>
}

const user = (name: string, asks: Amounts, weight = 1): User => ({ name, asks, weight, held: new Map() })

/** Gives the first in order whose next task fits that task, until none fits; tasks of each by name. */
function tasks(total: Amounts, users: readonly User[]): Record<string, number> {
  const count: Record<string, number> = {}
  const left = { ...total }
  for (;;) {
    const next = fairOrder(users, total).find(({ asks }) => Object.keys(asks).every((r) => asks[r] <= left[r]))
    if (next === undefined) return count
    for (const [resource, amount] of Object.entries(next.asks)) {
      left[resource] -= amount
      next.held.set(resource, (next.held.get(resource) ?? 0) + amount)
    }
    count[next.name] = (count[next.name] ?? 0) + 1
  }
}

describe('dominant resource fairness', () => {
  test('gives 3 and 2 tasks in the example of the paper (§4.1)', () => {
    // 9 CPU and 18 GB; in the end A holds 12/18 of the memory and B 6/9 of the CPU.
    const users = [user('A', { cpu: 1, memory: 4 }), user('B', { cpu: 3, memory: 1 })]
    const total = { cpu: 9, memory: 18 }
    expect(tasks(total, users)).toEqual({ A: 3, B: 2 })
    expect(users.map((each) => dominantShare(each, total))).toEqual([12 / 18, 6 / 9])
  })

  test('with one resource is a share by weight', () => {
    expect(tasks({ cpu: 9 }, [user('A', { cpu: 1 }, 2), user('B', { cpu: 1 })])).toEqual({ A: 6, B: 3 })
  })

  test('serves whom it has served least, of equals who is listed first', () => {
    const total = { cpu: 10, gpu: 4 }
    const holding = (held: Amounts) => ({ held: new Map(Object.entries(held)), weight: 1 })
    const [a, b, c] = [holding({ cpu: 2 }), holding({ cpu: 1, gpu: 1 }), holding({ cpu: 2 })] // 0.2, 0.25, 0.2
    expect(fairOrder([a, b, c], total)).toEqual([a, c, b])
    expect(dominantShare(holding({ disk: 7 }), total)).toBe(0) // no queue has a quota of it
  })
})
