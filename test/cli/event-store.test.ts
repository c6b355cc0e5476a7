import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventStore } from '../../src/cli/event-store.ts'
import { carryOut, type RunOrder } from '../../src/cli/run-orders.ts'
import { runStore } from '../../src/cli/run-store.ts'
import type { DecisionRecord, Results } from '../../src/results/types.ts'
import { load, SMALL } from '../scenario/loading.ts'
import { runCli } from './recording-terminal.ts'

/** A noisy load with a step up and one down: each variant decides something under every seed. */
const SCENARIO = `
apiVersion: simcap/v1
name: events
duration: 6h
cluster:
  nodePools: [{ name: general, count: 2, capacity: { cpu: 8, memory: 32Gi } }]
workloads:
  - name: shop
    replicas: 2
    requests: { cpu: 1, memory: 1Gi }
    service:
      load: { noise: { curve: { steps: [{ at: 0h, rate: 100/s }, { at: 2h, rate: 500/s }, { at: 4h, rate: 200/s }] }, cv: 0.2, every: 10m } }
      capacityPerReplica: 100/s
variants:
  - { name: calm, podAutoscaling: { target-utilisation: { target: 60%, min: 2 } } }
  - { name: eager, podAutoscaling: { target-utilisation: { target: 40%, min: 2 } } }
`

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simcap-events-'))
  writeFileSync(join(folder, 'events.yaml'), SCENARIO)
})
afterAll(() => rmSync(folder, { recursive: true }))

const read = (file: string) => readFileSync(join(folder, file), 'utf8')
type Line = DecisionRecord & { readonly variant: string; readonly seed: number }
const linesIn = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)

test('every decision of every variant and seed is a line, and the results are as without', async () => {
  const { code, stderr } = await runCli(
    ['run', 'events.yaml', '--seeds', '2', '--workers', '1', '--events', '--out', 'with'],
    folder,
  )
  expect({ code, named: stderr.includes('events.jsonl') }).toEqual({ code: 0, named: true })
  await runCli(['run', 'events.yaml', '--seeds', '2', '--workers', '1', '--out', 'without'], folder)
  expect(read('with/results.json')).toBe(read('without/results.json'))
  expect(existsSync(join(folder, 'without/events.jsonl'))).toBe(false)
  expect(existsSync(join(folder, 'with/runs'))).toBe(false)
  const { variants, seeds } = JSON.parse(read('with/results.json')) as Results
  const lines = linesIn(read('with/events.jsonl'))
  const order = lines.map(({ variant, seed }) => `${variant} ${seed}`).filter((key, i, all) => key !== all[i - 1])
  expect(order).toEqual(variants.flatMap(({ name }) => seeds.map((seed) => `${name} ${seed}`)))
  for (const variant of variants) {
    const mine = lines.filter((line) => line.variant === variant.name && line.seed === variant.seed)
    expect(mine).toEqual(
      variant.decisions.map((decision) => ({ variant: variant.name, seed: variant.seed, ...decision })),
    )
    expect(mine).toHaveLength(variant.decisionCount)
  }
})

const ORDER: RunOrder = { variant: 0, seed: 1, detailed: true, everyDecision: true }

/** Waits until a stream has said all. */
async function textOf(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += typeof piece === 'string' ? piece : new TextDecoder().decode(piece)
  return text
}

test('beyond the decisions that results keep, all are told', async () => {
  const scenario = load(SMALL)
  const decision = (index: number): DecisionRecord => ({
    atSeconds: index,
    actor: 'a',
    decision: `d${index}`,
    reason: 'two\nlines',
  })
  const run = {
    ...carryOut(scenario, ORDER, () => {}),
    decisions: Array.from({ length: 600 }, (_, index) => decision(index)),
  }
  const store = eventStore(join(folder, 'long'), scenario)
  const left = store.write(ORDER, run)
  expect(left.decisions).toHaveLength(500)
  expect(store.read(ORDER)).toEqual(left)
  const lines = linesIn(await textOf(store.text([1])))
  expect(lines.map(({ decision: text }) => text)).toEqual(run.decisions.map(({ decision: text }) => text))
  store.clear()
  expect(existsSync(join(folder, 'long'))).toBe(false)
})

test('a run that was kept without its decisions is made again', () => {
  const scenario = load(SMALL)
  const kept = join(folder, 'kept')
  runStore(kept, scenario).write(
    ORDER,
    carryOut(scenario, ORDER, () => {}),
  )
  expect(runStore(kept, scenario).read(ORDER)).not.toBeNull()
  expect(eventStore(kept, scenario).read(ORDER)).toBeNull()
})
