import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareVariants } from '../../src/compare/compare-variants.ts'
import { renderHtml } from '../../src/report/html.ts'
import { keyMetrics } from '../../src/report/key-metrics.ts'
import { inScale, scaleFor } from '../../src/report/units.ts'
import { runShipped } from '../golden/shipped-scenarios.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'
import { sampleResults } from './sample-results.ts'

const CHROMIUM = process.env.SIMCAP_CHROMIUM ?? '/usr/bin/chromium'
const present = existsSync(CHROMIUM)
if (!present) console.log(`skipped: the report in a browser (no ${CHROMIUM}; SIMCAP_CHROMIUM names another)`)

const results = sampleResults({ variants: ['static', 'load-plus-safety', HOSTILE_NAMES[1] ?? '', 'predictive'] })

describe.skipIf(!present)('the report in a browser', () => {
  let browser: Browser
  let folder: string
  const seen: string[] = []

  beforeAll(async () => {
    const chartJs = readFileSync(
      join(dirname(fileURLToPath(import.meta.resolve('chart.js'))), 'chart.umd.min.js'),
      'utf8',
    )
    folder = mkdtempSync(join(tmpdir(), 'simcap-report-'))
    writeFileSync(join(folder, 'report.html'), renderHtml(results, { chartJs }))
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  })

  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  /** The report in a fresh page; what goes wrong or leaves the file ends up in `seen`. */
  async function open(width: number, colorScheme: 'light' | 'dark', javaScriptEnabled = true): Promise<Page> {
    seen.length = 0
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled })
    const page = await context.newPage()
    page.on('console', (message) => seen.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => seen.push(`error: ${error.message}`))
    page.on('request', (request) => seen.push(`request: ${request.url()}`))
    const url = pathToFileURL(join(folder, 'report.html')).href
    await page.goto(url)
    expect(seen).toEqual([`request: ${url}`])
    return page
  }

  /** For every canvas: how many different colours it shows. */
  const colours = (page: Page): Promise<number[]> =>
    page.evaluate(`[...document.querySelectorAll('canvas')].map((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      return new Set(new Uint32Array(data.buffer)).size
    })`)

  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('at %d, %s: loads nothing, logs nothing, paints every canvas, fits the width', async (width, scheme) => {
    const page = await open(width, scheme)
    const painted = await colours(page)
    expect(painted).toHaveLength(10)
    for (const count of painted) expect(count).toBeGreaterThan(20)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    await page.context().close()
  })

  test('the table of five variants needs no scrolling at 1280', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.setContent(renderHtml(runShipped('ecommerce-peak', 'test'), { chartJs: '' }))
    const [shown, needed]: number[] = await page.evaluate(
      `[document.querySelector('.scroll').clientWidth, document.querySelector('.compare').scrollWidth]`,
    )
    expect(needed).toBeLessThanOrEqual(shown ?? 0)
    await page.close()
  })

  test('the table shows the numbers of the results', async () => {
    const page = await open(1280, 'light')
    const cells: string[][] = await page.evaluate(
      `[...document.querySelectorAll('.compare tbody tr')].map((row) => [...row.querySelectorAll('.value')].map((cell) => cell.textContent))`,
    )
    const rows = keyMetrics(compareVariants(results)).map(({ row }) => row)
    const expected = results.variants.map((_, v) =>
      rows.map((row) => inScale(row.values[v] ?? null, scaleFor(row.definition.unit, row.values, results.currency))),
    )
    expect(cells).toEqual(expected)
    await page.context().close()
  })

  test('the button changes the theme and the charts follow', async () => {
    const page = await open(1280, 'light')
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    const lineColour = () =>
      page.evaluate(`Chart.getChart(document.querySelector('canvas')).data.datasets[4].borderColor`)
    expect([await background(), await lineColour()]).toEqual(['rgb(255, 255, 255)', '#1b1f24'])
    await page.locator('#theme').focus()
    await page.keyboard.press('Enter')
    expect([await background(), await lineColour()]).toEqual(['rgb(20, 23, 28)', '#e6e9ed'])
    expect(Math.min(...(await colours(page)))).toBeGreaterThan(20)
    await page.context().close()
  })

  test('on paper it is light, whatever the screen is', async () => {
    const page = await open(1280, 'dark')
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 23, 28)')
    await page.context().close()
  })

  test('without JavaScript the answer, the table and links to the pictures are there', async () => {
    const page = await open(1280, 'light', false)
    expect(await page.locator('h1').innerText()).toContain('predictive loses least')
    expect(await page.locator('.compare tbody tr').count()).toBe(4)
    expect(await page.locator('noscript a').count()).toBe(10)
    expect(await page.locator('#theme').isVisible()).toBe(false)
    await page.context().close()
  })
})
