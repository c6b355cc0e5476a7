import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { makeRuns } from '../../src/cli/make-runs.ts'
import { carryOut, type RunOrder } from '../../src/cli/run-orders.ts'
import { memoryStore } from '../../src/cli/run-store.ts'
import type { Runner } from '../../src/cli/runner.ts'
import { load, SMALL } from '../scenario/loading.ts'

const scenario = load(`${SMALL}variants:\n  - name: a\n  - name: b\n    placement: random\n`)
const SEEDS = [3, 4, 5]
const deaf = { started: () => {}, finished: () => {} }

/** Runs that end in another order than they began, and fail where `fails` says so. */
function runnerOf(
  lanes: number,
  fails: (order: RunOrder) => boolean = () => false,
): Runner & { readonly made: RunOrder[] } {
  const made: RunOrder[] = []
  return {
    lanes,
    made,
    async run(order) {
      made.push(order)
      await wait((made.length * 7) % 5)
      if (fails(order)) throw new Error('out of luck')
      return carryOut(scenario, order, () => {})
    },
  }
}

test('the outcome is the same on any number of lanes', async () => {
  const one = await makeRuns(scenario, SEEDS, runnerOf(1), memoryStore(), deaf)
  expect(one.variants.map(({ name, seed }) => [name, seed])).toEqual([
    ['a', 3],
    ['b', 3],
  ])
  expect(one.variants[0].samples['requests.total']).toHaveLength(3)
  expect(one.variants[0].series.length).toBeGreaterThan(0)
  for (const lanes of [2, 5, 50]) {
    expect(await makeRuns(scenario, SEEDS, runnerOf(lanes), memoryStore(), deaf)).toEqual(one)
  }
})

test('a run that fails is named, leaves its place empty and loses no other', async () => {
  const runner = runnerOf(2, ({ variant, seed }) => variant === 0 && seed === 4)
  const { variants, failedRuns } = await makeRuns(scenario, SEEDS, runner, memoryStore(), deaf)
  expect(failedRuns).toEqual([{ variant: 'a', seed: 4, message: 'out of luck' }])
  expect(variants[0].samples['nodes.hours']).toEqual([2, null, 2])
  expect(variants[1].samples['nodes.hours']).toEqual([2, 2, 2])
})

test('where the first seed fails, the second is told in detail', async () => {
  const { variants } = await makeRuns(
    scenario,
    SEEDS,
    runnerOf(1, ({ seed }) => seed === 3),
    memoryStore(),
    deaf,
  )
  expect(variants[0]).toMatchObject({ seed: 4, samples: { 'nodes.hours': [null, 2, 2] } })
  expect(variants[0].series.length).toBeGreaterThan(0)
})

test('a variant of which every run fails is left out', async () => {
  const { variants, failedRuns } = await makeRuns(
    scenario,
    SEEDS,
    runnerOf(1, (order) => order.variant === 0),
    memoryStore(),
    deaf,
  )
  expect(variants.map(({ name }) => name)).toEqual(['b'])
  expect(failedRuns).toHaveLength(3)
})

test('what the store has is not made again', async () => {
  const store = memoryStore()
  const first = await makeRuns(scenario, SEEDS.slice(0, 2), runnerOf(1), store, deaf)
  const runner = runnerOf(1)
  const more = await makeRuns(scenario, SEEDS, runner, store, deaf)
  expect(runner.made.map(({ variant, seed }) => [variant, seed])).toEqual([
    [0, 5],
    [1, 5],
  ])
  expect(more.variants[0].summary).toEqual(first.variants[0].summary)
})
