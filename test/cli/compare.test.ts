import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonText } from '../../src/cli/json-text.ts'
import { documentDiff } from '../../src/compare/document-diff.ts'
import { smallResults } from '../compare/small-results.ts'
import { SMALL } from '../scenario/loading.ts'
import { runCli } from './recording-terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'simcap-compare-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Results of one variant with these costs under seeds 1, 2, … */
function results(name: string, costs: readonly number[]): string {
  const made = smallResults({ [name]: { 'cost.total': costs[0] } })
  const variants = made.variants.map((variant) => ({ ...variant, samples: { 'cost.total': [...costs] } }))
  return jsonText({ ...made, seeds: costs.map((_, index) => index + 1), variants })
}

beforeAll(() => {
  writeFileSync(join(folder, 'a.json'), results('plain', [100, 140, 90, 160]))
  writeFileSync(join(folder, 'b.json'), results('packed', [98, 137.9, 88, 158.1, 7]))
  const old = JSON.parse(results('plain', [100]))
  const { seeds: _seeds, failedRuns: _failed, ...rest } = old
  const variants = old.variants.map(({ samples: _samples, ...variant }: Record<string, unknown>) => variant)
  writeFileSync(join(folder, 'old.json'), JSON.stringify({ ...rest, variants }))
  writeFileSync(join(folder, 'a.yaml'), SMALL)
  writeFileSync(join(folder, 'b.yaml'), SMALL.replace('cpu: 500m', 'cpu: 600m').replace('duration: 1h', 'duration: 2h'))
})

describe('compare', () => {
  test('pairs the seeds that both have', async () => {
    const { code, stdout } = await runCli(['compare', 'a.json', 'b.json'], folder)
    expect(code).toBe(0)
    expect(stdout).toContain('4 seeds in both, paired.')
    // Differences −2, −2.1, −2, −1.9 of a mean of 122.5.
    expect(stdout).toMatch(/cost\.total, USD +122\.50 +120\.50 +▼ 1\.6 % ± 0\.1 % better/)
  })

  test('names the metrics that only one of the two has', async () => {
    const [before, after] = ['a.json', 'b.json'].map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
    const definition = { ...before.metrics[0], name: 'lag.seconds.mean', unit: 's' }
    const [variant] = before.variants
    const more = {
      ...before,
      metrics: [...before.metrics, definition],
      variants: [
        {
          ...variant,
          summary: { ...variant.summary, 'lag.seconds.mean': 60 },
          samples: { ...variant.samples, 'lag.seconds.mean': [60, 60, 60, 60] },
        },
      ],
    }
    writeFileSync(join(folder, 'more.json'), JSON.stringify(more))
    writeFileSync(join(folder, 'less.json'), JSON.stringify(after))
    const { stdout } = await runCli(['compare', 'more.json', 'less.json'], folder)
    expect(stdout).toMatch(/lag\.seconds\.mean, s +60 +– +only in A/)
    const { stdout: reversed } = await runCli(['compare', 'less.json', 'more.json'], folder)
    expect(reversed).toMatch(/lag\.seconds\.mean, s +– +60 +only in B/)
  })

  test('reads a record from before there were seeds, and finds nothing between a file and itself', async () => {
    const { stdout } = await runCli(['compare', 'old.json', 'old.json'], folder)
    expect(stdout).toBe('Seed 1 in both, paired.\n\nplain: no difference in 1 metrics\n')
  })

  test.each([
    [['compare', 'a.json'], '"simcap compare" needs two files'],
    [['compare', 'a.json', 'none.json'], 'there is no file none.json'],
    [['compare', 'a.json', 'a.yaml'], /^a\.yaml holds no results: it is not JSON/],
    [['diff', 'a.yaml'], '"simcap diff" needs two files'],
  ])('%j', async (argv, message) => {
    const { code, stderr } = await runCli(argv, folder)
    expect(code).toBe(2)
    expect(stderr.split('\n')[0].replace(/^simcap: /, '')).toMatch(message)
  })
})

describe('diff', () => {
  test('names each value that differs', async () => {
    const { code, stdout } = await runCli(['diff', 'a.yaml', 'b.yaml'], folder)
    expect(code).toBe(0)
    expect(stdout).toContain('- duration: "1h"\n+ duration: "2h"\n')
    expect(stdout).toContain('- workloads.web.requests.cpu: "500m"\n+ workloads.web.requests.cpu: "600m"\n')
    expect((await runCli(['diff', 'a.yaml', 'a.yaml'], folder)).stdout).toBe('no difference\n')
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(SMALL)
  })

  test.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: 2, b: 3 }, ['a: 1 → 2', 'b: undefined → 3']],
    [
      {
        l: [
          { name: 'x', v: 1 },
          { name: 'y', v: 2 },
        ],
      },
      {
        l: [
          { name: 'y', v: 2 },
          { name: 'x', v: 5 },
        ],
      },
      ['l.x.v: 1 → 5'],
    ],
    [{ l: [1, 2] }, { l: [1, 3] }, ['l[1]: 2 → 3']],
    [{ a: { b: 1 } }, { a: 'b' }, ['a: {"b":1} → "b"']],
  ])('%j to %j', (before, after, said) => {
    const changes = documentDiff(before, after).map(
      ({ path, before: b, after: a }) => `${path}: ${JSON.stringify(b)} → ${JSON.stringify(a)}`,
    )
    expect(changes).toEqual(said)
  })
})
