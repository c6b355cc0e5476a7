import { describe, expect, test } from 'vitest'
import { bannedConstructs } from './banned-constructs.ts'
import { projectFiles } from './project-files.ts'

test('src holds no construct whose result depends on the machine', () => {
  const sources = projectFiles().filter(({ path }) => /^src\/.*\.ts$/.test(path))
  expect(sources.length).toBeGreaterThan(0)
  expect(sources.flatMap(({ path, text }) => bannedConstructs(path, text))).toEqual([])
})

describe('the bans', () => {
  test.each([
    ['const a = b ** 2', '** and Math.pow'],
    ['a **= 2', '** and Math.pow'],
    ['const a = Math.pow(b, 2)', '** and Math.pow'],
    ['const a = Math.random()', 'Math.random'],
    ['const a = Date.now()', 'the clock'],
    ['const a = new Date()', 'the clock'],
    ['const a = performance.now()', 'the clock'],
    ['const a = b.toLocaleString()', 'locale functions'],
    ['names.sort((a, b) => a.localeCompare(b))', 'locale functions'],
    ['const a = new Intl.NumberFormat()', 'locale functions'],
    ['for (const a in b) c(a)', 'for…in'],
    ['console.log(a)', 'process and console'],
    ['const a = process.env.HOME', 'process and console'],
    ['eval(a)', 'eval'],
    ['const a = new Function(b)', 'eval'],
  ])('see %s', (text, construct) => {
    expect(bannedConstructs('src/base/a.ts', text)).toEqual([
      expect.stringContaining(`src/base/a.ts:1: ${construct}: `),
    ])
  })

  test.each([
    ['const a = new Date(0)'],
    ['const a = Math.exp(b)'],
    ['for (const a of b) c(a)'],
    ['// Math.random() is banned'],
  ])('let %s pass', (text) => {
    expect(bannedConstructs('src/base/a.ts', text)).toEqual([])
  })

  test('let the command line read the clock and write to the terminal', () => {
    expect(bannedConstructs('src/cli/a.ts', 'console.log(Date.now(), process.argv)')).toEqual([])
  })
})
