import { spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SMALL } from '../scenario/loading.ts'

/** Inside the project, so that packages left out of the bundle are found. */
const BUNDLE = fileURLToPath(new URL(`../../.cache/bin-test-${process.pid}/`, import.meta.url))
const EXTERNAL = ['@napi-rs/canvas', 'canvas', 'chart.js', 'chartjs-*', '@fontsource/*', 'tinypool']
const temporary = mkdtempSync(join(tmpdir(), 'simcap-bin-'))

beforeAll(async () => {
  mkdirSync(BUNDLE, { recursive: true })
  await build({
    entryPoints: ['bin', 'run-worker'].map((name) =>
      fileURLToPath(new URL(`../../src/cli/${name}.ts`, import.meta.url)),
    ),
    outdir: BUNDLE,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    external: EXTERNAL,
    define: { SIMCAP_PAGE_SCRIPT: '""' },
    banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url)" },
  })
  writeFileSync(join(temporary, 'small.yaml'), SMALL)
})

afterAll(() => {
  rmSync(BUNDLE, { recursive: true, force: true })
  rmSync(temporary, { recursive: true, force: true })
})

/** Twelve variants of three million steps each: near the bound. */
const LONG = `${SMALL.replace('duration: 1h', 'duration: 3600d\nresolution: 100s').replace(
  'load: 100/s',
  'load: { daily: { mean: 100/s, amplitude: 50%, peakAt: "12:00" } }',
)}variants:\n${Array.from({ length: 12 }, (_, index) => `  - name: v${index}\n`).join('')}`

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program as a process; `watch` may act on it while it runs. */
function runProcess(
  argv: readonly string[],
  watch: (child: ReturnType<typeof spawn>) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(BUNDLE, 'bin.js'), ...argv], { cwd: temporary })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (data) => (said.stdout += data))
  child.stderr.on('data', (data) => (said.stderr += data))
  watch(child)
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, ...said })))
}

test('runs, and ends with the exit code', async () => {
  expect(await runProcess(['validate', 'small.yaml'])).toMatchObject({ code: 0, stderr: '' })
  expect(await runProcess(['validate', 'nothing.yaml'])).toMatchObject({ code: 2, stdout: '' })
  expect(await runProcess(['run', 'small.yaml', '--out', 'report'])).toMatchObject({ code: 0 })
  expect(readdirSync(join(temporary, 'report'))).toContain('report.html')
})

test('a reader that stops reading is no error', async () => {
  const ended = await runProcess(['list'], (child) => child.stdout?.destroy())
  expect(ended).toMatchObject({ code: 0, stderr: '' })
})

test('a reader that stops reading does not keep reports from being written', async () => {
  writeFileSync(join(temporary, 'other.yaml'), SMALL.replace('name: small', 'name: other'))
  const ended = await runProcess(['run', 'small.yaml', 'other.yaml', '--out', 'unread', '--quiet'], (child) =>
    child.stdout?.destroy(),
  )
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  expect(readdirSync(join(temporary, 'unread')).sort()).toEqual(['other', 'small'])
})

test.skipIf(!existsSync('/dev/full'))('output that cannot be written ends with 2, not with a stack trace', () => {
  const full = openSync('/dev/full', 'w')
  const { status, stderr } = spawnSync(process.execPath, [join(BUNDLE, 'bin.js'), 'list'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  })
  closeSync(full)
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'simcap: the output cannot be written (ENOSPC)\n' })
})

const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s while the report is written leaves nothing behind',
  async (signal) => {
    const out = join(temporary, `out-${signal}`, 'deep')
    const ended = await runProcess(['run', 'small.yaml', '--out', out], (child) => {
      const timer = setInterval(() => {
        if (!existsSync(join(temporary, `out-${signal}`))) return
        clearInterval(timer)
        child.kill(signal)
      }, 1)
    })
    expect(ended.code).toBe(CODES[signal])
    expect(existsSync(join(temporary, `out-${signal}`))).toBe(false)
  },
)

test('an interrupt while it computes ends it at once', async () => {
  writeFileSync(join(temporary, 'long.yaml'), LONG)
  const ended = await runProcess(['run', 'long.yaml', '--out', 'long'], (child) => {
    setTimeout(() => child.kill('SIGINT'), 1500)
  })
  expect(ended).toMatchObject({ code: null, signal: 'SIGINT' })
  expect(existsSync(join(temporary, 'long'))).toBe(false)
})

/** Jobs that arrive at random, so that every seed gives other numbers; each run takes a good tenth of a second. */
const RANDOM_JOBS = `${SMALL.replace('name: small', 'name: random-jobs').replace('duration: 1h', 'duration: 6d')}  - name: batch
    requests: { cpu: 100m, memory: 64Mi }
    job: { arrivals: 60/h, duration: { lognormal: { mean: 1m, cv: 0.5 } } }
variants:
  - name: one
  - name: two
    placement: most-allocated
`

const bytesOf = (out: string) => readFileSync(join(temporary, out, 'results.json'))

test('any number of workers, and a kill halfway, give the same bytes', async () => {
  writeFileSync(join(temporary, 'jobs.yaml'), RANDOM_JOBS)
  const argv = ['run', 'jobs.yaml', '--quiet', '--seeds', '8', '--out']
  expect(await runProcess([...argv, 'alone', '--workers', '1'])).toMatchObject({ code: 0, stderr: '' })
  expect(await runProcess([...argv, 'three', '--workers', '3'])).toMatchObject({ code: 0, stderr: '' })
  expect(bytesOf('three').equals(bytesOf('alone'))).toBe(true)

  const runs = join(temporary, 'killed', 'runs')
  const kept = () => (existsSync(runs) ? readdirSync(runs).filter((name) => name.endsWith('.json')) : [])
  const killed = await runProcess([...argv, 'killed', '--workers', '2'], (child) => {
    const timer = setInterval(() => {
      if (kept().length < 4) return
      clearInterval(timer)
      child.kill('SIGKILL')
    }, 1)
  })
  expect(killed.signal).toBe('SIGKILL')
  const left = kept()
  expect(left.length).toBeGreaterThanOrEqual(4)
  expect(left.length).toBeLessThan(16)
  // One of them damaged: it is made again.
  writeFileSync(join(runs, left[0]), 'half a fi')
  expect(await runProcess([...argv, 'killed', '--workers', '2'])).toMatchObject({ code: 0, stderr: '' })
  expect(bytesOf('killed').equals(bytesOf('alone'))).toBe(true)
  expect(existsSync(runs)).toBe(false)
})
