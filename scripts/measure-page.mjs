// How large the page of a long run is, how fast it opens, and whether it keeps up with a pointer.
// usage: npm run build && node scripts/measure-page.mjs      (needs a Chromium; SIMCAP_CHROMIUM names it)
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))

const LONG_RUNS = [
  { what: 'a day of ten variants at 15 s', duration: '24h', variants: 10 },
  { what: 'a week of two variants at 15 s', duration: '7d', variants: 2 },
]

/** Moves of the pointer, faster than a screen shows pictures. */
const MOVES = 400

function scenarioText({ duration, variants }) {
  const policies = Array.from(
    { length: variants },
    (_, i) =>
      `  - name: target-${40 + 5 * i}\n    podAutoscaling: { target-utilisation: { target: ${40 + 5 * i}%, min: 2 } }\n    nodeAutoscaling: pending-pods`,
  )
  return `apiVersion: simcap/v1
name: long-run
duration: ${duration}
seriesEvery: 15s
cluster:
  nodePools:
    - { name: general, count: 4, capacity: { cpu: 16, memory: 64Gi }, limits: { min: 4, max: 40 }, pricePerHour: 0.8 }
workloads:
  - name: shop
    replicas: 20
    requests: { cpu: 1, memory: 2Gi }
    service: { load: { daily: { mean: 4000/s, amplitude: 70%, peakAt: "20:00" } }, capacityPerReplica: 100/s }
  - name: search
    replicas: 10
    requests: { cpu: 2, memory: 4Gi }
    service: { load: { daily: { mean: 2500/s, amplitude: 50%, peakAt: "13:00" } }, capacityPerReplica: 150/s }
variants:
${policies.join('\n')}
`
}

async function measure(browser, file) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } })
  const started = performance.now()
  await page.goto(pathToFileURL(file).href)
  await page.waitForSelector('html[data-ready]')
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  const openMs = performance.now() - started
  await page.locator('#load').scrollIntoViewIfNeeded()
  await page.waitForTimeout(500)
  await page.evaluate(() => {
    window.frames60 = []
    window.moves = 0
    let before = performance.now()
    const frame = (now) => {
      window.frames60.push(now - before)
      before = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    document.querySelector('#load .timed').addEventListener('pointermove', () => window.moves++)
  })
  const { x, y, width } = await page.locator('#load .timed').boundingBox()
  for (let i = 0; i < MOVES; i++) await page.mouse.move(x + 70 + ((width - 90) * i) / MOVES, y + 80)
  const { frames, moves } = await page.evaluate(() => ({ frames: window.frames60, moves: window.moves }))
  const zoomStarted = performance.now()
  await page.locator('[data-zoom="in"]').click()
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  const zoomMs = performance.now() - zoomStarted
  await page.close()
  const sorted = [...frames].sort((a, b) => a - b)
  return {
    openMs,
    moves,
    frameP50Ms: sorted[sorted.length >> 1],
    frameP99Ms: sorted[Math.floor(sorted.length * 0.99)],
    zoomMs,
  }
}

const out = mkdtempSync(join(tmpdir(), 'simcap-page-'))
const browser = await chromium.launch({
  executablePath: process.env.SIMCAP_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  for (const run of LONG_RUNS) {
    const scenario = join(out, 'long-run.yaml')
    writeFileSync(scenario, scenarioText(run))
    execFileSync(process.execPath, ['dist/cli.js', 'run', scenario, '--out', out, '--quiet'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const file = join(out, 'report.html')
    const figures = await measure(browser, file)
    const rounded = Object.entries(figures).map(([name, value]) => `${name} ${Math.round(value)}`)
    console.log(`${run.what}: ${(statSync(file).size / 1e6).toFixed(2)} MB, ${rounded.join(', ')} (of ${MOVES} moves)`)
  }
} finally {
  await browser.close()
  rmSync(out, { recursive: true, force: true })
}
