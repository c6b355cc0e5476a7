import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CASES } from '../../bench/registry.ts'
import { EVENT_KINDS } from '../../src/engine/event-kinds.ts'
import { CURVES } from '../../src/load/registry.ts'
import { DEVICE_RULES } from '../../src/policies/device/registry.ts'
import { FILTERS } from '../../src/policies/filter/registry.ts'
import { NODE_AUTOSCALERS } from '../../src/policies/node-autoscaler/registry.ts'
import { PLACEMENTS } from '../../src/policies/placement/registry.ts'
import { POD_AUTOSCALERS } from '../../src/policies/pod-autoscaler/registry.ts'
import { SCORES } from '../../src/policies/score/registry.ts'
import { CHARTS } from '../../src/report/charts/registry.ts'
import { projectFiles, ROOT } from './project-files.ts'

interface Listed {
  readonly name: string
  readonly doc: string
}

/** A folder of plugins and the list that names them. */
const ROOMS: readonly { readonly folder: string; readonly plugins: readonly Listed[]; readonly tested: boolean }[] = [
  { folder: 'src/policies/filter', plugins: FILTERS, tested: true },
  { folder: 'src/policies/device', plugins: DEVICE_RULES, tested: true },
  { folder: 'src/policies/score', plugins: SCORES, tested: true },
  { folder: 'src/policies/placement', plugins: PLACEMENTS, tested: true },
  { folder: 'src/policies/pod-autoscaler', plugins: POD_AUTOSCALERS, tested: true },
  { folder: 'src/policies/node-autoscaler', plugins: NODE_AUTOSCALERS, tested: true },
  { folder: 'src/load/curves', plugins: CURVES, tested: true },
  { folder: 'bench/cases', plugins: CASES, tested: false },
]

const files = projectFiles()

/**
 * Names of the files of a folder, without those that hold the list and the contract. A plugin of several files is a folder with
 * a file of its name in it.
 */
function fileNames(folder: string): string[] {
  return files
    .filter(({ path }) => dirname(path) === folder || dirname(path) === `${folder}/${basename(path, '.ts')}`)
    .map(({ path }) => basename(path, '.ts'))
    .filter((name) => name !== 'registry' && name !== 'types')
}

/** NodeResourcesFit lives in node-resources-fit.ts. */
function fileNameOf(plugin: string): string {
  return plugin.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()
}

function testFileOf(folder: string, name: string): string {
  return `${folder.replace('src/', 'test/')}/${name}.test.ts`
}

describe.each(ROOMS)('$folder', ({ folder, plugins }) => {
  test('lists every file, and has a file for every name on the list', () => {
    expect(plugins.map(({ name }) => fileNameOf(name)).sort()).toEqual(fileNames(folder).sort())
  })

  test('says of every plugin what it does, in a sentence of its own', () => {
    for (const { doc } of plugins) expect(doc).toMatch(/^[A-Z].{15,}\.$/)
    expect(new Set(plugins.map(({ doc }) => doc)).size).toBe(plugins.length)
  })
})

test.each(ROOMS.filter(({ tested }) => tested))('$folder has a test beside every plugin', ({ folder }) => {
  const tests = fileNames(folder).map((name) => testFileOf(folder, name))
  expect(tests.filter((path) => !existsSync(`${ROOT}${path}`))).toEqual([])
})

/** No plugins: what several node autoscalers are made of. */
const PARTS = 'src/policies/node-scaling'

test('every folder of policies is looked at here', () => {
  const folders = files.flatMap(({ path }) => /^src\/policies\/[^/]+(?=\/)/.exec(path) ?? [])
  expect([...new Set(folders)].sort()).toEqual(
    [...ROOMS.map(({ folder }) => folder), PARTS].filter((folder) => folder.startsWith('src/policies/')).sort(),
  )
})

describe('src/report/charts', () => {
  const drawing = files
    .filter(({ path, text }) => dirname(path) === 'src/report/charts' && /^export function draw[A-Z]/m.test(text))
    .map(({ path }) => basename(path, '.ts'))
    .filter((name) => name !== 'registry')

  test('lists every file that draws', () => {
    expect(CHARTS.map(({ name }) => name).sort()).toEqual(drawing.sort())
  })

  test('has a test beside every chart', () => {
    const paths = drawing.map((name) => testFileOf('src/report/charts', name))
    expect(paths.filter((path) => !existsSync(`${ROOT}${path}`))).toEqual([])
  })

  test('asks a question of its own with every chart', () => {
    for (const { doc } of CHARTS) expect(doc).toMatch(/^[A-Z].{10,}\?$/)
    expect(new Set(CHARTS.map(({ doc }) => doc)).size).toBe(CHARTS.length)
  })
})

test('every kind of event has a handler file of its name, except the scheduler', () => {
  const handlers = fileNames('src/engine/handlers')
  expect([...handlers, 'schedule'].sort()).toEqual([...EVENT_KINDS].sort())
})
