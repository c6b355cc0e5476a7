import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { catalog } from '../../src/catalog.ts'
import { TOPICS } from '../../src/cli/commands.ts'
import { SMALL } from '../scenario/loading.ts'
import { runCli } from './recording-terminal.ts'

const temporary = mkdtempSync(join(tmpdir(), 'simcap-cli-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

/** A fresh folder with a small scenario in it for each test. */
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(temporary, 'case-'))
  writeFileSync(join(folder, 'small.yaml'), SMALL)
})

describe('help and version', () => {
  test.each([
    [['--help'], /simcap run <files\.\.>.*Examples:.*Exit codes: 0 fine/s],
    [['-h'], /Commands:/],
    [['run', '--help'], /--allow-path.*simcap run a\.yaml b\.yaml --out out/s],
    [['validate', '--help'], /--resolved/],
    [['--version'], /^\d+\.\d+\.\d+\n$/],
    [['-V'], /^\d+\.\d+\.\d+\n$/],
  ])('%j', async (argv, says) => {
    const { code, stdout, stderr } = await runCli(argv, folder)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(says)
  })
})

describe('wrong arguments end with 2 and a way out', () => {
  test.each([
    [
      [],
      'say what to do: run, report, export, check, baseline, compare, diff, validate, explain, list, init',
      '"simcap --help" shows what there is',
    ],
    [
      ['rnu'],
      'unknown command "rnu"',
      'did you mean "run"? all: baseline, check, compare, diff, explain, export, init, list, report, run, validate',
    ],
    [['run'], '"simcap run" needs a scenario file', 'write "simcap run FILE"'],
    [['run', '--'], '"simcap run" needs a scenario file', 'write "simcap run FILE"'],
    [['run', ''], 'the name of a file is empty', 'give it a value'],
    [['run', 'small.yaml', '--out', ''], '--out is empty', 'give it a value'],
    [['run', 'small.yaml', '--sead', '3'], 'unknown option --sead', 'did you mean --seed?'],
    [['run', 'small.yaml', '--sed', '3'], 'unknown option --sed', 'did you mean --seed?'],
    [['run', 'small.yaml', '--seeed=3'], 'unknown option --seeed', 'did you mean --seed?'],
    [['run', 'small.yaml', '--zzz'], 'unknown option --zzz', '"simcap run --help" shows what there is'],
    [['run', 'small.yaml', '--seed'], '--seed needs a value', '"simcap run --help" shows what there is'],
    [['run', 'small.yaml', '--out', 'a', '--out', 'b'], '--out is given 2 times', 'give it once'],
    [['run', 'small.yaml', '--format', 'jsno'], '--format cannot be "jsno"', 'did you mean "json"? all: json, text'],
    [['list', 'curve'], '"curve" is not a topic', /^did you mean "curves"\? all: /],
    [['list', 'curves', 'x'], 'unexpected argument "x"', '"simcap list --help" shows what there is'],
    [['init', '--out', 'x'], 'unknown option --out', '"simcap init --help" shows what there is'],
  ])('%j', async (argv, message, hint) => {
    const { code, stdout, stderr } = await runCli(argv, folder)
    const [first, second] = stderr.split('\n')
    expect({ code, stdout, first }).toEqual({ code: 2, stdout: '', first: `simcap: ${message}` })
    if (typeof hint === 'string') expect(second).toBe(`  ${hint}`)
    else expect(second.trim()).toMatch(hint)
  })
})

describe('run', () => {
  test('prints the comparison and writes the report', async () => {
    const { code, stdout, stderr } = await runCli(['run', 'small.yaml'], folder)
    expect(code).toBe(0)
    expect(stdout).toContain('small')
    expect(stderr).toMatch(/^wrote reports\/small: results\.json, report\.html, summary\.md and \d+ pictures\n$/)
    const files = readdirSync(join(folder, 'reports', 'small'))
    expect(files).toEqual(expect.arrayContaining(['report.html', 'results.json', 'summary.md']))
    expect(files.filter((file) => file.endsWith('.png')).length).toBeGreaterThanOrEqual(4)
    expect(readdirSync(join(folder, 'reports'))).toEqual(['small'])
  })

  test('two runs give the same bytes, another seed gives others', async () => {
    const random = `${SMALL}policies: { placement: random }\n`
    writeFileSync(join(folder, 'random.yaml'), random)
    const digests = []
    for (const [out, seed] of [
      ['a', '7'],
      ['b', '7'],
      ['c', '8'],
    ]) {
      const argv = ['run', 'random.yaml', '--out', out, '--seed', seed, '--quiet', '--format', 'json']
      const { stdout, stderr } = await runCli(argv, folder)
      expect(stderr).toBe('')
      digests.push(JSON.parse(stdout).digest)
    }
    const bytes = (out: string) => readFileSync(join(folder, out, 'results.json'))
    expect(bytes('a').equals(bytes('b'))).toBe(true)
    expect(digests[0]).toBe(digests[1])
    expect(digests[0]).not.toBe(digests[2])
  })

  test('several scenarios get a folder each, and one JSON line each', async () => {
    writeFileSync(join(folder, 'other.yaml'), SMALL.replace('name: small', 'name: other'))
    const { code, stdout } = await runCli(
      ['run', 'small.yaml', 'other.yaml', '--out', 'out', '--format', 'json'],
      folder,
    )
    expect(code).toBe(0)
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['other', 'small'])
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).name),
    ).toEqual(['small', 'other'])
  })

  test('scenarios of the same name would overwrite each other', async () => {
    const { code, stderr } = await runCli(['run', 'small.yaml', './small.yaml'], folder)
    expect(code).toBe(2)
    expect(stderr).toContain('are both named "small"')
    expect(readdirSync(folder)).toEqual(['small.yaml'])
  })

  test('a problem in one scenario keeps the others from running', async () => {
    writeFileSync(join(folder, 'broken.yaml'), SMALL.replace('count: 2', 'count: -2'))
    const { code, stdout, stderr } = await runCli(['run', 'small.yaml', 'broken.yaml'], folder)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe(`broken.yaml:7:14: cluster.nodePools[0].count: must be at least 0, not -2
    7 |       count: -2
      |              ^^
1 problem; nothing was run
`)
    expect(readdirSync(folder).sort()).toEqual(['broken.yaml', 'small.yaml'])
  })

  test('a missed expectation ends with 1, and the report is written all the same', async () => {
    writeFileSync(join(folder, 'small.yaml'), `${SMALL}expect: [{ metric: nodes.count.max, max: 1 }]\n`)
    expect((await runCli(['run', 'small.yaml'], folder)).code).toBe(1)
    expect(existsSync(join(folder, 'reports/small/results.json'))).toBe(true)
  })

  test('in a folder that exists, files of ours are replaced and others stay', async () => {
    mkdirSync(join(folder, 'out'))
    writeFileSync(join(folder, 'out', 'results.json'), 'old')
    writeFileSync(join(folder, 'out', 'mine.txt'), 'mine')
    expect((await runCli(['run', 'small.yaml', '--out', 'out'], folder)).code).toBe(0)
    expect(readFileSync(join(folder, 'out', 'mine.txt'), 'utf8')).toBe('mine')
    expect(JSON.parse(readFileSync(join(folder, 'out', 'results.json'), 'utf8')).name).toBe('small')
    expect(readdirSync(join(folder, 'out')).filter((name) => name.startsWith('.'))).toEqual([])
  })

  test('a folder that is a file', async () => {
    const { code, stderr } = await runCli(['run', 'small.yaml', '--out', 'small.yaml/report'], folder)
    expect(code).toBe(2)
    expect(stderr).toBe('simcap: cannot write to small.yaml/report: small.yaml is a file\n  name another place\n')
  })

  test('a folder that cannot be', async () => {
    symlinkSync(join(folder, 'nothing'), join(folder, 'link'))
    const { code, stderr } = await runCli(['run', 'small.yaml', '--out', 'link/report'], folder)
    expect(code).toBe(2)
    expect(stderr).toContain('cannot write to link/report: link is a link that leads nowhere')
  })

  test('a folder in the way of a file: nothing is written', async () => {
    mkdirSync(join(folder, 'out', 'summary.md'), { recursive: true })
    const { code, stderr } = await runCli(['run', 'small.yaml', '--out', 'out'], folder)
    expect(code).toBe(2)
    expect(stderr).toBe('simcap: cannot write summary.md: a folder of that name stands in the way\n')
    expect(readdirSync(join(folder, 'out'))).toEqual(['summary.md'])
  })

  test.skipIf(process.getuid?.() === 0)('a folder without permission', async () => {
    mkdirSync(join(folder, 'locked'))
    chmodSync(join(folder, 'locked'), 0o500)
    const { code, stderr } = await runCli(['run', 'small.yaml', '--out', 'locked/report'], folder)
    expect(code).toBe(2)
    expect(stderr).toContain('cannot write to locked/report: no permission')
  })
})

describe('files that a scenario names', () => {
  const CSV = 'timestamp,value\n2025-01-01 00:00:00,5\n2025-01-01 00:05:00,7\n'
  const reading = (file: string) => SMALL.replace('load: 100/s', `load: { csv: { file: ${file}, per: 5m } }`)

  beforeEach(() => {
    mkdirSync(join(folder, 'home'))
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'data', 'load.csv'), CSV)
    writeFileSync(join(folder, 'home', 'load.csv'), CSV)
    writeFileSync(join(folder, 'home', 'inside.yaml'), reading('load.csv'))
    writeFileSync(join(folder, 'home', 'outside.yaml'), reading('../data/load.csv'))
    writeFileSync(join(folder, 'home', 'absolute.yaml'), reading(join(folder, 'data', 'load.csv')))
    writeFileSync(join(folder, 'home', 'link.yaml'), reading('link.csv'))
    symlinkSync('../data/load.csv', join(folder, 'home', 'link.csv'))
    writeFileSync(join(folder, 'home', 'folder.yaml'), reading('.'))
  })

  test.each([
    ['inside.yaml', [], null],
    [
      'outside.yaml',
      [],
      /\.\.\/data\/load\.csv is outside the folder of the scenario \(in \.\.\/data\); --allow-path DIR/,
    ],
    ['absolute.yaml', [], /is outside the folder/],
    ['link.yaml', [], /link\.csv is outside the folder/],
    ['folder.yaml', [], /\. is a folder/],
    ['outside.yaml', ['--allow-path', 'data'], null],
    ['absolute.yaml', ['--allow-path', 'data'], null],
    ['link.yaml', ['--allow-path', 'data'], null],
    ['outside.yaml', ['--allow-path', 'home', '--allow-path', 'data'], null],
    ['outside.yaml', ['--allow-path', 'dat'], /is outside the folder/],
  ])('%s %j', async (file, options, says) => {
    const { code, stderr } = await runCli(['validate', `home/${file}`, ...options], folder)
    expect(code).toBe(says === null ? 0 : 2)
    if (says !== null) expect(stderr).toMatch(says)
  })
})

describe('validate', () => {
  test('names with dashes', async () => {
    const alone = await runCli(['validate', '-'], folder)
    expect(alone).toMatchObject({ code: 2, stdout: '' })
    expect(alone.stderr).toContain('there is no file -')
    writeFileSync(join(folder, '-x.yaml'), SMALL)
    const dashed = await runCli(['validate', '--', 'small.yaml', '-x.yaml'], folder)
    expect(dashed).toMatchObject({ code: 0, stderr: '' })
    expect(dashed.stdout).toMatch(/^small\.yaml: ok .*\n\.\/-x\.yaml: ok /)
  })

  test.skipIf(!existsSync('/dev/zero'))('a device has no end', async () => {
    const { code, stderr } = await runCli(['validate', '/dev/zero'], folder)
    expect(code).toBe(2)
    expect(stderr).toContain('zero is a device or a pipe')
  })

  test('says what is right', async () => {
    const { code, stdout, stderr } = await runCli(['validate', 'small.yaml'], folder)
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'small.yaml: ok (1 variant, 1 workload, 2 nodes at the start)\n',
      stderr: '',
    })
  })

  test('prints the scenario with its defaults, which is a scenario', async () => {
    const { stdout } = await runCli(['validate', '--resolved', 'small.yaml'], folder)
    expect(parse(stdout)).toMatchObject({ resolution: '15s', policies: { placement: 'kube-default' } })
    writeFileSync(join(folder, 'resolved.yaml'), stdout)
    expect((await runCli(['validate', '--resolved', 'resolved.yaml'], folder)).stdout).toBe(stdout)
  })

  test('as JSON, with places for other programs', async () => {
    writeFileSync(join(folder, 'broken.yaml'), SMALL.replace('count: 2', 'cuont: 2'))
    const { code, stdout } = await runCli(['validate', '--format', 'json', 'small.yaml', 'broken.yaml'], folder)
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      valid: [{ file: 'small.yaml', notes: [] }],
      problems: [{ file: 'broken.yaml', path: 'cluster.nodePools[0].cuont', position: { line: 7, column: 7 } }],
    })
  })

  test('colours only where they are wanted', async () => {
    writeFileSync(join(folder, 'small.yaml'), '')
    const plain = await runCli(['validate', 'small.yaml'], folder)
    const coloured = await runCli(['validate', 'small.yaml'], folder, { FORCE_COLOR: '1' })
    expect(plain.stderr).not.toContain('\u001b')
    expect(coloured.stderr).toContain('\u001b[31mthe scenario is empty')
  })
})

describe('list', () => {
  test('topics are those of the catalog', () => {
    expect(catalog().map(({ topic }) => topic)).toEqual([...TOPICS])
  })

  test.each(catalog().map(({ topic, title, entries }) => [topic, title, entries] as const))(
    '%s shows every name and every option',
    async (topic, title, entries) => {
      const { code, stdout } = await runCli(['list', topic], folder)
      expect(code).toBe(0)
      expect(stdout.startsWith(`${title}\n`)).toBe(true)
      for (const { name, options } of entries) {
        expect(stdout).toContain(` ${name} `)
        for (const option of options) expect(stdout).toContain(`   ${option.name === '' ? 'value' : option.name} `)
      }
    },
  )

  test('every option says what it is', () => {
    const silent = catalog().flatMap(({ entries }) =>
      entries.flatMap((entry) =>
        entry.options.filter(({ doc, name }) => doc === '' && name !== '').map(({ name }) => `${entry.name}.${name}`),
      ),
    )
    expect(silent).toEqual([])
  })
})

describe('init', () => {
  test('writes a scenario that is valid', async () => {
    const { code, stdout } = await runCli(['init', 'my Shop.yaml'], folder)
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'wrote my Shop.yaml; now: npx simcap run "my Shop.yaml"\n' })
    expect(readFileSync(join(folder, 'my Shop.yaml'), 'utf8')).toContain('name: my-shop\n')
    expect((await runCli(['validate', 'my Shop.yaml'], folder)).code).toBe(0)
  })

  test.each([
    [['init', 'small.yaml'], 'small.yaml exists already'],
    [['init', '.'], '. is a folder'],
    [['init', 'no/where.yaml'], 'cannot write no/where.yaml: its folder does not exist'],
  ])('%j', async (argv, message) => {
    const { code, stderr } = await runCli(argv, folder)
    expect(code).toBe(2)
    expect(stderr.split('\n')[0]).toBe(`simcap: ${message}`)
    expect(readFileSync(join(folder, 'small.yaml'), 'utf8')).toBe(SMALL)
  })

  test('--force replaces', async () => {
    expect((await runCli(['init', 'small.yaml', '--force'], folder)).code).toBe(0)
    expect(readFileSync(join(folder, 'small.yaml'), 'utf8')).not.toBe(SMALL)
  })
})

test('a bug says so, and where when asked', async () => {
  const terminal = (env: Record<string, string>) => {
    const said = { stderr: '' }
    const broken = {
      write: () => {
        throw new TypeError('stdout is gone')
      },
    }
    return {
      said,
      terminal: { stdout: broken, stderr: { write: (text: string) => (said.stderr += text) }, env, cwd: folder },
    }
  }
  const { main } = await import('../../src/cli/main.ts')
  const plain = terminal({})
  expect(await main(['list', 'curves'], plain.terminal)).toBe(70)
  expect(plain.said.stderr).toMatch(
    /^simcap: this is a bug in simcap \S+: stdout is gone\n {2}please report it with this command: simcap list curves\n/,
  )
  expect(plain.said.stderr).not.toMatch(/^\s+at /m)
  const traced = terminal({ SIMCAP_DEBUG: '1' })
  await main(['list', 'curves'], traced.terminal)
  expect(traced.said.stderr).toMatch(/^\s+at /m)
})
