import { describe, expect, test } from 'vitest'
import { projectFiles } from './project-files.ts'
import {
  codeOffences,
  FILE_LINES_MEDIAN_MAX,
  fileNameOffences,
  lineCount,
  median,
  type Offence,
  textOffences,
} from './tidy-rules.ts'

const files = projectFiles()
const code = files.filter(({ path }) => /\.(ts|mjs|cjs)$/.test(path))

/** Some scenarios are broken on purpose, pictures are not text, and the lock file has a test of its own. */
const written = files.filter(({ path }) => !/^test\/broken\/.*\.yaml$|\.(png|csv)$|^package-lock\.json$/.test(path))

const PLACES = ['.ci', 'bench', 'docs', 'reports', 'scenarios', 'schema', 'scripts', 'shims', 'src', 'test']
const KINDS = /\.(ts|mjs|cjs|js|json|md|yaml|csv|png|css|html)$/
const NAMED = new Set(['.ci/run', '.gitignore', '.npmrc', 'LICENSE'])
const PICTURE_BYTES_MAX = 300_000

describe('the repository', () => {
  test('holds no tabs, trailing spaces, promises, machine paths or registry addresses', () => {
    expect(written.flatMap(textOffences)).toEqual([])
  })

  test('names its files after what is inside', () => {
    expect(files.flatMap(({ path }) => fileNameOffences(path))).toEqual([])
  })

  test('keeps files and functions short and comments alive', () => {
    expect(code.flatMap(codeOffences)).toEqual([])
  })

  test('has files that fit in one reading', () => {
    const lines = code.filter(({ path }) => path.startsWith('src/')).map(({ text }) => lineCount(text))
    expect(lines.length).toBeGreaterThan(0)
    expect(median(lines)).toBeLessThanOrEqual(FILE_LINES_MEDIAN_MAX)
  })

  test('holds only the kinds of files that it is made of, in their places', () => {
    const stray = files.filter(({ path }) => {
      const inPlace = !path.includes('/') || PLACES.includes(path.split('/')[0] ?? '')
      return !inPlace || !(KINDS.test(path) || NAMED.has(path))
    })
    expect(stray.map(({ path }) => path)).toEqual([])
  })

  test('keeps pictures small', () => {
    const large = files.filter(({ path, bytes }) => path.endsWith('.png') && bytes.length > PICTURE_BYTES_MAX)
    expect(large.map(({ path }) => path)).toEqual([])
  })
})

const LONG_FUNCTION = `function long() {\n${'  step()\n'.repeat(70)}}\n`

const rows: readonly { readonly what: string; readonly text: string; readonly offences: readonly Offence[] }[] = [
  { what: 'a tab', text: 'const a\t= 1\n', offences: ['a.ts:1: a tab'] },
  { what: 'a trailing space', text: 'const a = 1 \n', offences: ['a.ts:1: white space at the end of the line'] },
  { what: 'no last newline', text: 'const a = 1', offences: ['a.ts: no newline at the end'] },
  { what: 'a promise', text: `// ${'TO'}${'DO'} later\n`, offences: ['a.ts:1: a promise to do it later'] },
  { what: 'a machine path', text: `const a = '/${'home'}/ann/x'\n`, offences: ['a.ts:1: a path of one machine'] },
  {
    what: 'a registry',
    text: `const a = 'https://${'registry'}.example.org/x'\n`,
    offences: ['a.ts:1: the address of a package registry'],
  },
  { what: 'a long function', text: LONG_FUNCTION, offences: ['a.ts:1: long has 72 lines'] },
  { what: 'a long suite', text: `describe('it', () => {\n${'  step()\n'.repeat(80)}})\n`, offences: [] },
  { what: 'an empty name', text: 'class NodeManager {}\n', offences: ['a.ts:1: the name NodeManager says nothing'] },
  {
    what: 'a comment that repeats',
    text: '/** Returns the node count. */\nfunction nodeCount() {}\n',
    offences: ['a.ts:2: the comment only repeats the name nodeCount'],
  },
  { what: 'a comment that adds', text: '/** Ready nodes only. */\nfunction nodeCount() {}\n', offences: [] },
  { what: 'a call put to sleep', text: '// nodes.push(1)\n', offences: ['a.ts:1: code in a comment'] },
  { what: 'a constant put to sleep', text: '  // const a = 1\n', offences: ['a.ts:1: code in a comment'] },
  { what: 'prose', text: '// return the best node, or none\n// cpu (milli)\n// O(n) over all nodes\n', offences: [] },
]

describe('the rules', () => {
  test.each(rows)('see $what', ({ text, offences }) => {
    const source = { path: 'a.ts', text }
    expect([...textOffences(source), ...codeOffences(source)]).toEqual(offences)
  })

  test('see an empty file name', () => {
    expect(fileNameOffences('src/base/string-utils.ts')).toEqual([
      'src/base/string-utils.ts: "utils" says nothing about what is inside',
    ])
  })
})
