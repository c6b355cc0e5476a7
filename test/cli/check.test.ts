import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOMParser, type Element } from '@xmldom/xmldom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from './recording-terminal.ts'

const SCENARIO = `apiVersion: simcap/v1
name: planted
duration: 1h
cluster:
  nodePools:
    - name: general
      count: 2
      capacity: { cpu: 8, memory: 32Gi }
      pricePerHour: 1.00
workloads:
  - name: web
    replicas: 2
    requests: { cpu: 500m, memory: 1Gi }
    service: { load: 100/s, capacityPerReplica: 100/s }
  - name: batch
    requests: { cpu: 100m, memory: 64Mi }
    job: { arrivals: 60/h, duration: { lognormal: { mean: 1m, cv: 0.5 } } }
variants:
  - name: plain
  - name: packed
    placement: most-allocated
expect:
  - { metric: requests.lostShare, max: 0.1% }
  - { metric: cost.total, max: +5%, relativeTo: baseline }
`

const folder = mkdtempSync(join(tmpdir(), 'simcap-check-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
/** In this thread: what a worker thread takes to start is longer than all of its runs. */
const check = (argv: readonly string[], env: Record<string, string> = {}) =>
  runCli(['check', ...argv, '--workers', '1'], folder, env)

beforeAll(async () => {
  write('good.yaml', SCENARIO)
  write('dear.yaml', SCENARIO.replace('1.00', '1.02'))
  write('dearer.yaml', SCENARIO.replace('1.00', '1.10'))
  const { code, stdout } = await runCli(
    ['baseline', 'update', 'good.yaml', '--seeds', '4', '--baseline', 'base.json', '--workers', '1'],
    folder,
  )
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'wrote base.json: 1 scenario\n' })
})

const COSTS = ['cost.total', 'cost.requested', 'cost.idle', 'cost.perMillionWithinSlo']

describe('against a baseline', () => {
  test('the same scenario passes, with the seeds of the baseline', async () => {
    const { code, stdout } = await check(['good.yaml', '--baseline', 'base.json'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^0 of \d+ checks failed\n$/)
    expect(JSON.parse(readFileSync(join(folder, 'base.json'), 'utf8')).scenarios[0].seeds).toEqual([1, 2, 3, 4])
  })

  test('a planted regression of 2 % breaks the 1 % that is let pass', async () => {
    const { code, stdout } = await check(['dear.yaml', '--baseline', 'base.json'])
    expect(code).toBe(1)
    expect(stdout).toContain(
      'FAILED     dear.yaml:19  plain: cost.total at most 1 % worse than the baseline: 2.04 USD, was 2.00 USD (▲ 2 %)\n',
    )
    // Of both variants: what nodes cost, what is requested of it, what is idle, and what a million requests cost.
    expect(stdout).toMatch(/8 of \d+ checks failed\n$/)
  })

  test.each([
    ['enough for these metrics', COSTS.flatMap((metric) => ['--tolerance', `${metric}=3%`]), 0],
    ['enough for one of them', ['--tolerance', 'cost.total=3%'], 1],
    ['enough for all', ['--tolerance', '3%'], 0],
    ['for another metric', ['--tolerance', 'nodes.hours=3%'], 1],
  ])('a tolerance %s', async (_what, argv, code) => {
    expect((await check(['dear.yaml', '--baseline', 'base.json', ...argv])).code).toBe(code)
  })

  test('a saving passes and is told', async () => {
    write('cheap.yaml', SCENARIO.replace('1.00', '0.90'))
    const { code, stdout } = await check(['cheap.yaml', '--baseline', 'base.json'])
    expect(code).toBe(0)
    expect(stdout).toContain('improved   cheap.yaml:19  plain: cost.total')
  })

  test('an expectation relative to the baseline breaks at its own line', async () => {
    const { code, stdout } = await check(['dearer.yaml', '--baseline', 'base.json', '--tolerance', '50%'])
    expect(code).toBe(1)
    expect(stdout).toContain('FAILED     dearer.yaml:24  packed: cost.total at most the baseline + 5 %: 2.20 USD\n')
  })

  test('variants that only one side has are told, and judged by nothing', async () => {
    write('renamed.yaml', SCENARIO.replace('  - name: packed', '  - name: dense'))
    const { code, stderr } = await check(['renamed.yaml', '--baseline', 'base.json'])
    expect(stderr).toBe(
      'note: planted: the baseline has no variant "dense"; it was compared with nothing\n' +
        'note: planted: variant "packed" of the baseline was not run\n',
    )
    expect(code).toBe(1)
  })

  test('without a baseline it is not judged', async () => {
    const { code, stdout } = await check(['dearer.yaml'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: '0 of 2 checks failed\n' })
  })
})

describe('formats', () => {
  test('JUnit that a parser reads, with a case for each rule', async () => {
    const { code, stdout } = await check(['dear.yaml', '--baseline', 'base.json', '--format', 'junit'])
    expect(code).toBe(1)
    const faults: string[] = []
    const document = new DOMParser({ onError: (_level, message) => faults.push(message) }).parseFromString(
      stdout,
      'text/xml',
    )
    const [suites, suite] = [document.documentElement, document.getElementsByTagName('testsuite')[0]]
    const cases = [...document.getElementsByTagName('testcase')]
    const failures = [...document.getElementsByTagName('failure')]
    expect(faults).toEqual([])
    expect(suites?.getAttribute('failures')).toBe('8')
    expect(Number(suite?.getAttribute('tests'))).toBe(cases.length)
    const broken = failures.map((each) => (each.parentNode as Element).getAttribute('classname'))
    expect([...new Set(broken)]).toEqual(['planted.plain', 'planted.packed'])
    expect(failures[0]?.textContent).toContain('dear.yaml:19: plain: cost.total at most 1 % worse')
  })

  test('annotations of GitHub name file and line', async () => {
    const { stdout } = await check(['dear.yaml', '--baseline', 'base.json', '--format', 'github'])
    expect(stdout).toContain('::error file=dear.yaml,line=19,title=planted%3A plain::cost.total at most 1 %25 worse')
    expect(stdout).toContain('::error file=dear.yaml,line=20,title=planted%3A packed::')
  })

  test('Markdown has a row for each breach, also on the page of the job', async () => {
    write('summary.md', 'before\n')
    const argv = ['dear.yaml', '--baseline', 'base.json', '--format', 'markdown']
    const { stdout } = await check(argv, { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') })
    expect(stdout).toMatch(
      /\| \*\*FAILED\*\* \| planted \| plain \| cost\.total at most 1 % worse than the baseline \|/,
    )
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe(`before\n${stdout}`)
  })

  test('JSON counts and lists', async () => {
    const { stdout } = await check(['dear.yaml', '--baseline', 'base.json', '--format', 'json'])
    const { failed, checks } = JSON.parse(stdout)
    expect(failed).toBe(8)
    expect(checks.find(({ status }: { status: string }) => status === 'failed')).toMatchObject({
      scenario: 'planted',
      file: 'dear.yaml',
      line: 19,
      variant: 'plain',
      metric: 'cost.total',
      before: 2,
    })
  })
})

describe('a baseline that cannot be used ends with 2 and a way out', () => {
  test.each([
    ['missing', null, /^simcap: there is no file x\.json/],
    ['cut short', '{"schema": "simcap.base', /^simcap: x\.json is not a baseline: it is not JSON/],
    ['something else', '{"schema": "simcap.results/v1"}', /^simcap: x\.json is not a baseline: schema: /],
    [
      'of other scenarios',
      '',
      /^simcap: x\.json has no scenario "planted"\n {2}add it: simcap baseline update good\.yaml/,
    ],
    [
      'with a value too few',
      '',
      /^simcap: x\.json is not a baseline: scenarios\.0: has another number of values than of seeds/,
    ],
  ])('%s', async (what, text, says) => {
    const base = JSON.parse(readFileSync(join(folder, 'base.json'), 'utf8'))
    if (what === 'of other scenarios') base.scenarios[0].name = 'other'
    if (what === 'with a value too few') base.scenarios[0].variants[0].samples['cost.total'].pop()
    if (text === null) rmSync(join(folder, 'x.json'), { force: true })
    else write('x.json', text === '' ? JSON.stringify(base) : text)
    const { code, stdout, stderr } = await check(['good.yaml', '--baseline', 'x.json'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(says)
  })

  test('made with other seeds', async () => {
    const { code, stderr } = await check(['good.yaml', '--baseline', 'base.json', '--seeds', '8,9'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/has seeds 1, 2, 3, 4, and none of these was run/)
  })

  test.each([
    [['baseline'], '"simcap baseline" needs an action'],
    [['baseline', 'update'], '"simcap baseline update" needs a scenario file'],
    [['baseline', 'show', '--baseline', 'none.json'], 'there is no file none.json'],
    [
      ['check', 'good.yaml', '--baseline', 'base.json', '--tolerance', 'cots=1%'],
      '--tolerance: no metric is named "cots"',
    ],
    [['check', 'good.yaml', '--baseline', 'base.json', '--tolerance', 'x'], '--tolerance x: "x" is not a share'],
  ])('%j', async (argv, message) => {
    const { code, stderr } = await runCli(argv, folder)
    expect({ code, first: stderr.split('\n')[0] }).toEqual({ code: 2, first: `simcap: ${message}` })
  })
})

test('baseline show says what there is; an update keeps tolerances and other scenarios', async () => {
  write('two.yaml', SCENARIO.replace('name: planted', 'name: another'))
  write('copy.json', readFileSync(join(folder, 'base.json'), 'utf8'))
  await runCli(['baseline', 'update', 'two.yaml', '--baseline', 'copy.json', '--tolerance', 'cost=2%'], folder)
  const { stdout } = await runCli(['baseline', 'show', '--baseline', 'copy.json'], folder)
  expect(stdout).toMatch(/^another: 1 seed from 1\n {2}plain: \d+ metrics\n {2}packed: .*\nplanted: 4 seeds from 1\n/)
  expect(stdout).toContain('tolerances: any metric 1%, cost.total 2%\n')
})
