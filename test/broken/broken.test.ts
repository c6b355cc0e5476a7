import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { loadFiles } from '../../src/cli/load-files.ts'
import { recordingTerminal, runCli } from '../cli/recording-terminal.ts'
import { BROKEN_SCENARIOS } from './broken-scenarios.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))

/** What simcap says of a file, a line per problem. */
function saidOf(file: string): string[] {
  const args = { files: [file], sets: [], seed: null, allowedFolders: [] }
  return loadFiles(args, recordingTerminal(HERE)).problems.map(({ position, path, message, hint }) => {
    const place = position === null ? '' : `${position.line}:${position.column} `
    return `${place}${path === '' ? '' : `${path}: `}${message}${hint === null ? '' : ` → ${hint}`}`
  })
}

async function expectRefused(folder: string, file: string): Promise<string> {
  const out = join(temporary, `out-${file}`)
  const { code, stdout, stderr } = await runCli(['run', file, '--out', out], folder)
  expect(stdout).toBe('')
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(stderr).toMatch(/\d+ problems?; nothing was run\n$/)
  expect(existsSync(out)).toBe(false)
  expect(code).toBe(2)
  return stderr
}

const temporary = mkdtempSync(join(tmpdir(), 'simcap-broken-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

describe('every broken scenario is refused, with all that is wrong with it', () => {
  test.each(BROKEN_SCENARIOS)('$file', async ({ file, says }) => {
    expect(saidOf(file)).toEqual(says)
    const stderr = await expectRefused(HERE, file)
    expect(stderr).toContain(file)
  })

  test('no file is left out', () => {
    const files = readdirSync(HERE).filter((file) => file.endsWith('.yaml'))
    expect(BROKEN_SCENARIOS.map(({ file }) => file).sort()).toEqual(files.sort())
  })
})

/** A scenario that grows tenfold with each of 30 lines: 10^30 parts from 1,500 characters. */
function aliasBomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  for (let level = 1; level < 30; level += 1) {
    lines.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    )
  }
  return lines.join('\n')
}

const HEAD = 'apiVersion: simcap/v1\n'
const MEBIBYTE = 1024 * 1024

const UNREADABLE: readonly (readonly [name: string, bytes: string | Uint8Array, says: RegExp])[] = [
  ['empty', '', /the scenario is empty/],
  ['only comments', '# nothing\n\n# here\n', /the scenario is empty/],
  ['only white space', ' \n\n  \n', /the scenario is empty/],
  ['an image', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), /is not a text file/],
  ['zero bytes in text', `${HEAD}name: a\0b\n`, /is not a text file/],
  ['latin-1', Uint8Array.from([...Buffer.from('name: caf'), 0xe9, 0x0a]), /is not a text file/],
  ['100 MB of nested aliases', `${aliasBomb()}\n#${' '.repeat(100 * MEBIBYTE)}`, /has 100.1 MiB; the limit is 2 MiB/],
  ['aliases that expand to 10^30 parts', aliasBomb(), /6:\d+: the aliases expand to more than 1000000 parts/],
  ['10,000 open brackets', '['.repeat(10_000), /nested more than 64 levels deep/],
  ['10,000 nested mappings', '{a: '.repeat(10_000), /nested more than 64 levels deep/],
  ['100 nested lists', `${HEAD}name: ${'['.repeat(100)}${']'.repeat(100)}\n`, /nested more than 64 levels deep/],
  ['50,000 wrong items', `${HEAD}name: x\nexpect:\n${'- 1\n'.repeat(50_000)}`, /… and 499\d\d more/],
  ['50,000 unknown keys', Array.from({ length: 50_000 }, (_, i) => `k${i}: 1`).join('\n'), /unknown key "k0"/],
  ['a tab as indentation', `${HEAD}cluster:\n\tnodePools: []\n`, /3:1: a tab is used as indentation/],
  ['a long line', `${HEAD}name: ${'x'.repeat(100_000)}\n`, /has 100000 characters/],
  ['control characters in a key', `${HEAD}"\\u001b[2J": 1\n`, /unknown key "\ufffd\[2J"/],
]

describe('files that are hardly scenarios are refused in bounded time', () => {
  test.each(UNREADABLE)('%s', async (name, bytes, says) => {
    const file = `${name.replace(/\W+/g, '-')}.yaml`
    writeFileSync(join(temporary, file), bytes)
    const begin = performance.now()
    expect(await expectRefused(temporary, file)).toMatch(says)
    expect(performance.now() - begin).toBeLessThan(20_000)
  })

  test('a folder', async () => {
    expect(await expectRefused(temporary, '.')).toMatch(/is a folder/)
  })

  test('a file that is not there', async () => {
    expect(await expectRefused(HERE, 'wrong-tpye.yaml')).toMatch(
      /there is no file wrong-tpye.yaml\n {3}did you mean "wrong-type.yaml"/,
    )
  })
})
