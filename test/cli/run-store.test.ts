import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { carryOut, type RunOrder } from '../../src/cli/run-orders.ts'
import { runStore } from '../../src/cli/run-store.ts'
import { load, SMALL } from '../scenario/loading.ts'

const temporary = mkdtempSync(join(tmpdir(), 'simcap-runs-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

let folder = ''
beforeEach(() => {
  folder = join(mkdtempSync(join(temporary, 'case-')), 'runs')
})

const scenario = load(SMALL)
const ORDER: RunOrder = { variant: 0, seed: 1, detailed: true, everyDecision: false }
const run = carryOut(scenario, ORDER, () => {})

test('a run comes back as it went in, also for another command', () => {
  runStore(folder, scenario).write(ORDER, run)
  expect(JSON.stringify(runStore(folder, load(SMALL)).read(ORDER))).toBe(JSON.stringify(run))
  expect(readdirSync(folder)).toHaveLength(1)
})

test('another seed, another wish for detail or another scenario is another run', () => {
  const store = runStore(folder, scenario)
  store.write(ORDER, run)
  expect(store.read({ ...ORDER, seed: 2 })).toBeNull()
  expect(store.read({ ...ORDER, detailed: false })).toBeNull()
  expect(runStore(folder, load(SMALL.replace('cpu: 500m', 'cpu: 501m'))).read(ORDER)).toBeNull()
})

test.each([
  ['cut short', (text: string) => text.slice(0, -30)],
  ['emptied', () => ''],
  ['changed in one place', (text: string) => text.replace('"seed":1', '"seed":2')],
])('a file that was %s is ignored', (_what, damage) => {
  const store = runStore(folder, scenario)
  store.write(ORDER, run)
  const file = join(folder, readdirSync(folder)[0])
  writeFileSync(file, damage(readFileSync(file, 'utf8')))
  expect(store.read(ORDER)).toBeNull()
})

test('clearing leaves what is not its own', () => {
  const store = runStore(folder, scenario)
  store.write(ORDER, run)
  mkdirSync(join(folder, 'mine'))
  store.clear()
  expect(readdirSync(folder)).toEqual(['mine'])
  rmSync(join(folder, 'mine'), { recursive: true })
  store.clear()
  expect(existsSync(folder)).toBe(false)
})
