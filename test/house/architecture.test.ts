import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectFiles, ROOT } from './project-files.ts'

const config = createRequire(import.meta.url)(`${ROOT}.dependency-cruiser.cjs`) as IConfiguration

async function cruiseSources(baseDir: string): Promise<ICruiseResult> {
  const { tsConfig: _, ...options } = config.options ?? {}
  const { output } = await cruise(['src'], { ...options, baseDir, validate: true, ruleSet: config })
  if (typeof output === 'string') throw new Error('expected a result, not a report')
  return output
}

function broken(result: ICruiseResult): string[] {
  return result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)
}

test('the floor plan holds, and the check sees every file', async () => {
  const result = await cruiseSources(ROOT)
  expect(broken(result)).toEqual([])
  const seen = new Set(result.modules.map(({ source }) => source))
  const sources = projectFiles().filter(({ path }) => /^src\/.*\.ts$/.test(path))
  expect(sources.filter(({ path }) => !seen.has(path)).map(({ path }) => path)).toEqual([])
})

/** A file that imports what it must not, and the rule that says so. */
const PLANTED = [
  ['base-stays-below', 'src/base/a.ts', 'src/model/b.ts'],
  ['formula-stays-below', 'src/formula/a.ts', 'src/model/b.ts'],
  ['model-stays-below', 'src/model/a.ts', 'src/cluster/b.ts'],
  ['service-stays-below', 'src/service/a.ts', 'src/model/b.ts'],
  ['cluster-stays-below', 'src/cluster/a.ts', 'src/policies/b.ts'],
  ['load-stays-below', 'src/load/a.ts', 'src/cluster/b.ts'],
  ['importers-stays-below', 'src/importers/a.ts', 'src/scenario/b.ts'],
  ['policies-stays-below', 'src/policies/score/a.ts', 'src/engine/b.ts'],
  ['metrics-stays-below', 'src/metrics/a.ts', 'src/engine/b.ts'],
  ['engine-stays-below', 'src/engine/a.ts', 'src/policies/score/b.ts'],
  ['results-stays-below', 'src/results/a.ts', 'src/engine/b.ts'],
  ['scenario-stays-below', 'src/scenario/a.ts', 'src/engine/b.ts'],
  ['compare-stays-below', 'src/compare/a.ts', 'src/simulate.ts'],
  ['report-stays-below', 'src/report/a.ts', 'src/scenario/b.ts'],
  ['exports-stays-below', 'src/exports/a.ts', 'src/compare/b.ts'],
  ['upstairs-stays-upstairs', 'src/simulate.ts', 'src/report/b.ts'],
  ['nobody-imports-the-door', 'src/cli/a.ts', 'src/index.ts'],
  ['policies-do-not-know-each-other', 'src/policies/score/a.ts', 'src/policies/score/b.ts'],
  ['files-and-processes-only-in-cli', 'src/report/a.ts', 'node:fs'],
  ['digests-in-one-place', 'src/engine/a.ts', 'node:crypto'],
  ['mathjs-in-one-place', 'src/load/a.ts', 'mathjs/number'],
  ['randomness-in-one-place', 'src/engine/a.ts', 'seedrandom'],
  ['arguments-only-in-cli', 'src/scenario/a.ts', 'yargs'],
  ['terminal-text-only-at-the-end', 'src/scenario/a.ts', 'picocolors'],
  ['charts-only-in-report', 'src/compare/a.ts', 'chart.js'],
  ['parquet-in-one-place', 'src/exports/a.ts', 'hyparquet-writer'],
  ['ships-what-it-imports', 'src/cli/a.ts', 'typescript'],
  ['no-unresolved', 'src/cli/a.ts', './nowhere.ts'],
  ['no-orphans', 'src/cli/a.ts', null],
] as const

describe('a planted violation', () => {
  let folder: string

  function write(path: string, text: string): void {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'simcap-architecture-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(PLANTED)('of %s is seen', async (rule, from, to) => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    write('package.json', JSON.stringify({ type: 'module', devDependencies: { typescript: '6' } }))
    const specifier = to?.startsWith('src/') ? `./${relative(dirname(from), to)}` : to
    write(
      from,
      to === null ? 'export const a = 1\n' : `import type { b } from '${specifier}'\nexport type A = typeof b\n`,
    )
    if (to?.startsWith('src/')) write(to, 'export const b = 1\n')
    const result = await cruiseSources(folder)
    expect(result.summary.violations.map((violation) => violation.rule.name)).toContain(rule)
  })

  test('of no-cycles is seen', async () => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    write('src/base/a.ts', "import { b } from './b.ts'\nexport const a = () => b\n")
    write('src/base/b.ts', "import { a } from './a.ts'\nexport const b = () => a\n")
    const result = await cruiseSources(folder)
    expect(result.summary.violations.map((violation) => violation.rule.name)).toContain('no-cycles')
  })
})
