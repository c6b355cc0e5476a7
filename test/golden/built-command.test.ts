import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectFiles, ROOT } from '../house/project-files.ts'
import { runShipped } from './shipped-scenarios.ts'

const COMMAND = `${ROOT}dist/cli.js`

/** Why the built command says nothing about these sources; null when it does. */
function unfit(): string | null {
  if (!existsSync(COMMAND)) return 'dist/cli.js is not there'
  const builtMs = statSync(COMMAND).mtimeMs
  const newer = projectFiles().find(({ path }) => path.startsWith('src/') && statSync(ROOT + path).mtimeMs > builtMs)
  return newer === undefined ? null : `dist/cli.js is older than ${newer.path}`
}

const reason = unfit()
if (reason !== null) console.log(`built command: skipped, ${reason} (npm run build)`)

/** Two are enough to tell a build from its sources, and each draws its pictures. */
const TRIED = ['ecommerce-peak', 'quickstart']

const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { readonly version: string }

describe.runIf(reason === null)('dist/cli.js', () => {
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
