import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { referenceText } from '../../scripts/reference.ts'
import { publishedSchema } from '../../src/scenario/published-schema.ts'
import { projectFiles, ROOT } from './project-files.ts'

const pages = projectFiles().filter(({ path }) => path.endsWith('.md'))
const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>
}

/** Names of a page's headings as its host makes anchors of them. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe('what is made from code', () => {
  test('docs/reference.md is up to date (npm run generate)', () => {
    expect(readFileSync(`${ROOT}docs/reference.md`, 'utf8')).toBe(referenceText())
  })

  test('schema/scenario.schema.json is up to date (npm run generate)', () => {
    const written: unknown = JSON.parse(readFileSync(`${ROOT}schema/scenario.schema.json`, 'utf8'))
    expect(written).toEqual(JSON.parse(JSON.stringify(publishedSchema())))
  })
})

describe.each(pages)('$path', ({ path, text }) => {
  test('links to what exists', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link)
      .filter((link) => !/^[a-z]+:/.test(link))
    const dead = links.filter((link) => {
      const [file, anchor] = link.split('#')
      const target = file === '' ? `${ROOT}${path}` : join(ROOT, dirname(path), file)
      if (!existsSync(target)) return true
      return anchor !== undefined && !anchors(readFileSync(target, 'utf8')).includes(anchor)
    })
    expect(dead).toEqual([])
  })

  test('names npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g)].map(([, name]) => name)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  test('names source files that exist', () => {
    const named = [...text.matchAll(/`((?:src|test|bench|scripts|scenarios)\/[\w./-]+\.(?:ts|mjs|yaml|json))`/g)]
    const missing = named.map(([, file]) => file).filter((file) => !file.includes('NAME') && !existsSync(ROOT + file))
    expect(missing).toEqual([])
  })
})

describe('README.md', () => {
  const readme = pages.find(({ path }) => path === 'README.md')?.text ?? ''

  test('names the two commands that matter', () => {
    expect(readme).toContain('npm ci && npm run demo')
    expect(readme).toContain('npm ci && npm test')
  })

  test('has its second command run by CI as it stands', () => {
    expect(readFileSync(`${ROOT}.ci/run`, 'utf8').trimEnd().split('\n').at(-1)).toBe('npm ci && npm test')
  })
})
