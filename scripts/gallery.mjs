// Screenshots of the report for people to look at, with the scenarios that made them.
// usage: npm run build && node scripts/gallery.mjs      (needs a Chromium; SIMCAP_CHROMIUM names it)
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
const gallery = join(root, 'reports/gallery')

/** As the repository's pictures may be. */
const BYTES_MAX = 300_000

const SCENARIOS = ['ecommerce-peak', 'ai-platform']

/** Widths, themes, and the part of the page that is looked at. */
const SHOTS = [
  { name: '1280-light', width: 1280, height: 1180, colorScheme: 'light', at: '#verdict' },
  { name: '1280-dark', width: 1280, height: 1180, colorScheme: 'dark', at: '#verdict' },
  { name: '1280-light-charts', width: 1280, height: 1180, colorScheme: 'light', at: '#charts' },
  { name: '1280-dark-nodes', width: 1280, height: 1180, colorScheme: 'dark', at: '#packing' },
  { name: '390-light', width: 390, height: 1500, colorScheme: 'light', at: '#verdict' },
  { name: '390-dark', width: 390, height: 1500, colorScheme: 'dark', at: '#charts' },
]

const out = mkdtempSync(join(tmpdir(), 'simcap-gallery-'))
mkdirSync(gallery, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.SIMCAP_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  for (const scenario of SCENARIOS) {
    const folder = join(out, scenario)
    const args = ['dist/cli.js', 'run', `scenarios/${scenario}.yaml`, '--out', folder, '--quiet']
    execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    for (const { name, at, ...look } of SHOTS) {
      const { width, height, colorScheme } = look
      const page = await browser.newPage({ viewport: { width, height }, colorScheme })
      await page.goto(pathToFileURL(join(folder, 'report.html')).href)
      await page.waitForSelector('html[data-ready]')
      if (at !== '#verdict') await page.evaluate((id) => document.querySelector(id)?.scrollIntoView(), at)
      await page.waitForTimeout(300)
      const path = join(gallery, `${scenario}-${name}.png`)
      await page.screenshot({ path })
      await page.close()
      const { size } = statSync(path)
      console.log(`${path.slice(root.length)}  ${Math.round(size / 1000)} kB`)
      if (size > BYTES_MAX) throw new Error(`${path} is larger than ${BYTES_MAX} bytes`)
    }
  }
} finally {
  await browser.close()
  rmSync(out, { recursive: true, force: true })
}
