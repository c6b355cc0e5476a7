// Runs every shipped scenario under this Node and under others, and compares the digests.
// usage: node scripts/compare-node-versions.mjs path/to/other/node [more …]        (needs `npm run build`)
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const nodes = [process.execPath, ...process.argv.slice(2)]
if (nodes.length < 2) {
  console.error('name at least one other node binary')
  process.exit(64)
}

const out = mkdtempSync(join(tmpdir(), 'simcap-nodes-'))

function digestUnder(node, scenario) {
  const args = ['dist/cli.js', 'run', `scenarios/${scenario}`, '--out', out, '--quiet']
  const { status, stderr } = spawnSync(node, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${node}: ${scenario}: exit code ${status}\n${stderr}`)
  return JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')).digest
}

let differing = 0
try {
  const versions = nodes.map((node) => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim())
  for (const scenario of readdirSync(join(root, 'scenarios')).filter((file) => file.endsWith('.yaml'))) {
    const digests = nodes.map((node) => digestUnder(node, scenario))
    const same = digests.every((digest) => digest === digests[0])
    if (!same) differing++
    console.log(`${same ? 'same' : 'DIFFERENT'}  ${scenario}`)
    if (!same) for (const [i, digest] of digests.entries()) console.log(`  ${versions[i]}  ${digest}`)
  }
  console.log(`compared ${versions.join(', ')}: ${differing} scenarios differ`)
} finally {
  rmSync(out, { recursive: true, force: true })
}
process.exitCode = differing === 0 ? 0 : 1
