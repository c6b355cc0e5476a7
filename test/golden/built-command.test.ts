import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../house/project-files.ts'
import { runShipped } from './shipped-scenarios.ts'

const COMMAND = `${ROOT}dist/cli.js`
const built = existsSync(COMMAND)
if (!built) console.log('built command: skipped, dist/cli.js is not there (npm run build)')

/** Two are enough to tell a build from its sources, and each draws its pictures. */
const TRIED = ['ecommerce-peak', 'quickstart']

const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { readonly version: string }

describe.runIf(built)('dist/cli.js', () => {
  let out: string
  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'simcap-built-'))
  })
  afterAll(() => rmSync(out, { recursive: true, force: true }))

  test.each(TRIED)('writes the digest that the library computes: %s', (name) => {
    const folder = join(out, name)
    const args = [COMMAND, 'run', `scenarios/${name}.yaml`, '--out', folder, '--quiet']
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    const { digest } = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as { readonly digest: string }
    expect(digest).toBe(runShipped(name, version).digest)
  })
})
