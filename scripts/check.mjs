// What looks at the sources without running them, two steps at a time; tests need every processor for themselves and come after.
// A step says something only when it fails; `npm run STEP` is one alone.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The longest first, so that it does not run on alone. */
const STEPS = ['types', 'lint', 'arch', 'unused']
const AT_ONCE = 2

/** Its output is kept together, whoever else speaks meanwhile. */
function run(step) {
  const startedMs = performance.now()
  const child = spawn('npm', ['run', '--silent', step], { cwd: root, shell: process.platform === 'win32' })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ failed: true, said: String(error) }))
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${step}, ${seconds} s`)
      resolve({ failed: code !== 0, said })
    })
  })
}

const waiting = [...STEPS]
const failures = []
async function lane() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const { failed, said } = await run(step)
    if (failed) failures.push(`\n${step}:\n${said}`)
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, lane))
for (const failure of failures) console.error(failure)
process.exitCode = failures.length === 0 ? 0 : 1
