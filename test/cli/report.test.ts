import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawsChinese } from '../../src/report/png-text.ts'
import { sampleResults } from '../report/sample-results.ts'
import { runCli } from './recording-terminal.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simcap-report-command-'))
  writeFileSync(join(folder, 'results.json'), JSON.stringify(sampleResults({ buckets: 30, variants: ['a', 'b'] })))
  writeFileSync(join(folder, 'broken.json'), '{')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('the page again, beside the results, in the language asked for', async () => {
  const { code, stderr } = await runCli(['report', 'results.json', '--lang', 'zh'], folder)
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'wrote report.html\n' })
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('<html lang="zh">')
})

test('pictures of the size and theme asked for', async () => {
  const args = ['report', 'results.json', '--png', 'dark', '--width', '600', '--scale', '1', '--theme', 'dark']
  const { code, stderr } = await runCli(args, folder)
  const files = readdirSync(join(folder, 'dark')).sort()
  expect({ code, stderr }).toEqual({ code: 0, stderr: `wrote ${files.length} pictures to dark\n` })
  expect(files[0]).toBe('01-verdict.png')
  // Width and height stand after "IHDR" in a PNG's first 24 bytes.
  const header = readFileSync(join(folder, 'dark', '01-verdict.png'))
  expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([600, 630])
})

test('Chinese pictures say once where there are no letters for them', async () => {
  const { stderr } = await runCli(['report', 'results.json', '--png', 'zh', '--lang', 'zh', '--scale', '1'], folder)
  expect(stderr.match(/no font on this machine has Chinese letters/g) ?? []).toHaveLength(drawsChinese() ? 0 : 1)
})

test.each([
  [['report', 'broken.json'], 'broken.json holds no results: it is not JSON: '],
  [['report', 'nothing.json'], 'there is no file nothing.json'],
  [['report', 'results.json', '--png', 'x', '--width', '9'], '--width is not a number from 300 to 4000'],
  [['report', 'results.json', '--html', 'no/folder.html'], 'cannot write no/folder.html'],
])('%j: %s', async (args, why) => {
  const { code, stderr } = await runCli(args, folder)
  expect({ code, said: stderr.includes(why) }).toEqual({ code: 2, said: true })
})
