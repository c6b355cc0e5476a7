import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isDrawing } from '../../src/report/charts/chart-config.ts'
import { drawAll } from '../../src/report/charts/registry.ts'
import { renderHtml } from '../../src/report/html.ts'
import { keyMetrics } from '../../src/report/key-metrics.ts'
import { LIGHT } from '../../src/report/palette.ts'
import { reportContext } from '../../src/report/report-context.ts'
import { inScale, scaleFor } from '../../src/report/units.ts'
import { colourOf } from '../../src/report/variant-style.ts'
import type { Results } from '../../src/results/types.ts'
import { runShipped } from '../golden/shipped-scenarios.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'
import { sampleResults } from './sample-results.ts'

const CHROMIUM = process.env.SIMCAP_CHROMIUM ?? '/usr/bin/chromium'
const present = existsSync(CHROMIUM)
if (!present) console.log(`skipped: the report in a browser (no ${CHROMIUM}; SIMCAP_CHROMIUM names another)`)

/** Four variants, one of which would run a script if it could. */
const invented = sampleResults({ variants: ['static', 'load-plus-safety', HOSTILE_NAMES[1] ?? '', 'predictive'] })

const drawn = (results: Results): number =>
  drawAll(reportContext(results), LIGHT).filter(({ figure }) => isDrawing(figure)).length

describe.skipIf(!present)('the report in a browser', () => {
  let browser: Browser
  let folder: string
  let shipped: Results
  const seen: string[] = []

  beforeAll(async () => {
    shipped = runShipped('ecommerce-peak', 'test')
    folder = mkdtempSync(join(tmpdir(), 'simcap-report-'))
    writeFileSync(join(folder, 'invented.html'), renderHtml(invented))
    writeFileSync(join(folder, 'shipped.html'), renderHtml(shipped))
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  })

  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  interface Reader {
    readonly file?: 'invented' | 'shipped'
    readonly width?: number
    readonly height?: number
    readonly colorScheme?: 'light' | 'dark'
    readonly javaScriptEnabled?: boolean
  }

  /** The report in a fresh page; what goes wrong or leaves the file ends up in `seen`. */
  async function open(reader: Reader = {}): Promise<Page> {
    const { file = 'invented', width = 1280, height = 900, colorScheme = 'light', javaScriptEnabled = true } = reader
    seen.length = 0
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, javaScriptEnabled })
    const page = await context.newPage()
    page.on('console', (message) => seen.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => seen.push(`error: ${error.message}`))
    page.on('request', (request) => seen.push(`request: ${request.url()}`))
    const url = pathToFileURL(join(folder, `${file}.html`)).href
    await page.goto(url)
    if (javaScriptEnabled) await page.waitForSelector('html[data-ready]')
    expect(seen).toEqual([`request: ${url}`])
    return page
  }

  const texts = (page: Page, selector: string): Promise<string[]> =>
    page.evaluate(`[...document.querySelectorAll(${JSON.stringify(selector)})].map((each) => each.textContent)`)

  /** For every canvas: how many different colours it shows. */
  const colours = (page: Page): Promise<number[]> =>
    page.evaluate(`[...document.querySelectorAll('canvas')].map((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      return new Set(new Uint32Array(data.buffer)).size
    })`)

  /** A colour of the theme is somewhere in the first chart. */
  const paints = (page: Page, [r, g, b]: readonly number[]): Promise<boolean> =>
    page.evaluate(`(() => {
      const canvas = document.querySelector('canvas')
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      for (let at = 0; at < data.length; at += 4)
        if (data[at] === ${r} && data[at + 1] === ${g} && data[at + 2] === ${b} && data[at + 3] === 255) return true
      return false
    })()`)

  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)(
    'at %d, %s: loads nothing, logs nothing, paints every canvas, fits the width',
    async (width, colorScheme) => {
      const page = await open({ file: 'shipped', width, height: 14_000, colorScheme })
      // Asked from outside, not by waitForFunction: the page forbids eval. A canvas is 150 high until its chart is drawn.
      const waiting = `[...document.querySelectorAll('canvas')].filter((canvas) => canvas.height === 150).length`
      await expect.poll(() => page.evaluate(waiting), { timeout: 30_000 }).toBe(0)
      const painted = await colours(page)
      expect(painted).toHaveLength(drawn(shipped))
      for (const count of painted) expect(count).toBeGreaterThan(10)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect(seen).toHaveLength(1)
      await page.context().close()
    },
  )

  test('the table of five variants needs no scrolling at 1280', async () => {
    const page = await open({ file: 'shipped' })
    const [shown, needed]: number[] = await page.evaluate(
      `[document.querySelector('.scroll').clientWidth, document.querySelector('.compare').scrollWidth]`,
    )
    expect(needed).toBeLessThanOrEqual(shown ?? 0)
    await page.context().close()
  })

  test('the table shows the numbers of the results', async () => {
    const page = await open({ file: 'shipped' })
    const cells: string[][] = await page.evaluate(
      `[...document.querySelectorAll('.compare tbody tr')].map((row) => [...row.querySelectorAll('.value')].map((cell) => cell.textContent))`,
    )
    const metrics = shipped.variants.map(({ summary }) => summary)
    const expected = metrics.map((summary) =>
      keyMetrics(reportContext(shipped)).map(({ row: { definition } }) => {
        const column = metrics.map((each) => each[definition.name] ?? null)
        return inScale(summary[definition.name] ?? null, scaleFor(definition.unit, column, shipped.currency))
      }),
    )
    expect(cells).toEqual(expected)
    await page.context().close()
  })

  test('the slider moves every crosshair, and beside it stand the numbers of the results', async () => {
    const page = await open({ file: 'shipped' })
    await page.locator('#load').scrollIntoViewIfNeeded()
    await page.locator('#time').fill('364')
    // Minute 364 from 18:00
    await expect.poll(() => page.evaluate(`document.querySelector('#clock').textContent`)).toBe('00:04:00')
    const pick = shipped.variants.findIndex(({ name }) => name === 'target-60')
    const capacity = shipped.variants[pick]?.series.find(({ name, of }) => name === 'capacity' && of === 'checkout')
    const value = capacity?.values[364] ?? null
    const line = page.locator('#load [data-panel="0"] li', { hasText: 'target-60' }).locator('b')
    await expect.poll(() => line.textContent()).toBe(inScale(value, scaleFor('req/s', [value], '')))
    const lines: string[] = await page.evaluate(
      `[...document.querySelectorAll('.timed .cursor')].filter((line) => line.style.transform !== '').map((line) => line.style.transform)`,
    )
    expect(new Set(lines).size).toBe(1)
    await page.context().close()
  })

  test('drag zooms every chart, keys move and bring the whole run back', async () => {
    const page = await open({ file: 'shipped' })
    const reset = page.locator('[data-zoom="all"]')
    expect(await reset.isDisabled()).toBe(true)
    const box = page.locator('#load .timed')
    await box.scrollIntoViewIfNeeded()
    const { x, y, width } = (await box.boundingBox())!
    await page.mouse.move(x + width * 0.4, y + 60)
    await page.mouse.down()
    await page.mouse.move(x + width * 0.6, y + 60, { steps: 4 })
    await page.mouse.up()
    expect(await reset.isDisabled()).toBe(false)
    await box.focus()
    const clock = () => page.locator('#clock').textContent()
    const before = await clock()
    await page.keyboard.press('ArrowLeft')
    expect(await clock()).not.toBe(before)
    await page.keyboard.press('0')
    expect(await reset.isDisabled()).toBe(true)
    await page.keyboard.press('+')
    expect(await reset.isDisabled()).toBe(false)
    await box.dblclick({ position: { x: 200, y: 60 } })
    expect(await reset.isDisabled()).toBe(true)
    expect(seen).toHaveLength(1)
    await page.context().close()
  })

  test('a variant that is switched off leaves every chart', async () => {
    const page = await open({ file: 'shipped' })
    await page.locator('#load').scrollIntoViewIfNeeded()
    const orange = [196, 106, 0]
    const { styles } = reportContext(shipped)
    const second = styles.findIndex((style) => colourOf(style, LIGHT) === '#c46a00')
    await expect.poll(() => paints(page, orange)).toBe(true)
    await page.locator(`[data-variant="${second}"]`).click()
    await expect.poll(() => paints(page, orange)).toBe(false)
    await page.context().close()
  })

  test('the language switch changes every word and back, and keeps names', async () => {
    const page = await open({ file: 'shipped' })
    const english = await texts(page, 'main')
    await page.locator('#language').click()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh')
    expect(await texts(page, '#compare-title')).toEqual(['方案比较'])
    expect(await page.title()).toBe('ecommerce-peak：simcap 报告')
    expect(await page.locator('.compare tbody th').first().textContent()).toContain('static')
    await page.locator('#language').click()
    expect(await texts(page, 'main')).toEqual(english)
    expect(seen).toHaveLength(1)
    await page.context().close()
  })

  test('the heat map shows another variant, a node and how full it is', async () => {
    const page = await open({ file: 'shipped' })
    await page.locator('#packing').scrollIntoViewIfNeeded()
    await page.locator('#packing-variant').selectOption({ label: 'static' })
    expect(await page.locator('#packing-node option').allTextContents()).toEqual(
      [0, 1, 2, 3].map((n) => `general-${n}`),
    )
    expect(await page.locator('#packing-now').textContent()).toMatch(/^4 nodes ready, 0 booting; \d+\u00a0% requested/)
    await page.locator('#packing-node').selectOption('2')
    expect(await page.locator('#packing-node-now').textContent()).toMatch(/^general-2 \(general\): cpu \d+\u00a0%/)
    await page.context().close()
  })

  test('a pod is shown stage by stage, as the results have it', async () => {
    const page = await open({ file: 'shipped' })
    const variant = shipped.variants.findIndex(({ name }) => name === 'target-60')
    await page.locator('#pods-variant').selectOption(String(variant))
    const pods = shipped.variants[variant]?.pods ?? []
    const index = pods.findIndex(({ atSeconds: [, , , , ready] }) => (ready ?? 0) > 0)
    await page.locator('#pods-pod').selectOption(String(index))
    expect(await page.locator('#pod-node').textContent()).toBe(`on ${pods[index]?.node}`)
    expect(await page.locator('#pod-stages th').first().textContent()).toBe('pending')
    await page.context().close()
  })

  test('the button changes the theme and the charts follow', async () => {
    const page = await open()
    await page.locator('#load').scrollIntoViewIfNeeded()
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    await expect.poll(() => paints(page, [0x1b, 0x1f, 0x24])).toBe(true)
    expect(await background()).toBe('rgb(255, 255, 255)')
    await page.locator('#theme').focus()
    await page.keyboard.press('Enter')
    expect(await background()).toBe('rgb(20, 23, 28)')
    await expect.poll(() => paints(page, [0xe6, 0xe9, 0xed])).toBe(true)
    await page.context().close()
  })

  test('every control is reached by the Tab key alone, in the order of the page, and shows that it has the focus', async () => {
    const page = await open({ file: 'shipped' })
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = false })`)
    // What is not seen or switched off cannot be used by pointer either.
    const wanted: string[] = await page.evaluate(`(() => {
      const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
      const usable = all.filter((each) => !each.disabled && each.checkVisibility())
      usable.forEach((each, at) => { each.dataset.control = String(at) })
      return usable.map((each) => each.dataset.control)
    })()`)
    const reached: { readonly control: string; readonly outlined: boolean }[] = []
    for (let press = 0; press < wanted.length; press++) {
      await page.keyboard.press('Tab')
      reached.push(
        await page.evaluate(`(() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement)
          const outlined = outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2
          return { control: document.activeElement.dataset.control, outlined }
        })()`),
      )
    }
    expect(reached).toEqual(wanted.map((control) => ({ control, outlined: true })))
    for (const selector of [
      '#language',
      '#theme',
      '#time',
      '[data-zoom="in"]',
      '[data-variant]',
      '.timed',
      '#packing-node',
    ])
      expect(await page.locator(selector).first().getAttribute('data-control'), selector).not.toBe(null)
    await page.context().close()
  })

  test('by keyboard alone: a variant off and on, zoom and back, the slider, the language', async () => {
    const page = await open({ file: 'shipped' })
    const press = async (selector: string, key: string): Promise<void> => {
      await page.locator(selector).first().focus()
      await page.keyboard.press(key)
    }
    const pressed = () => page.locator('[data-variant]').first().getAttribute('aria-pressed')
    await press('[data-variant]', 'Space')
    expect(await pressed()).toBe('false')
    await press('[data-variant]', 'Enter')
    expect(await pressed()).toBe('true')
    await press('[data-zoom="in"]', 'Enter')
    expect(await page.locator('[data-zoom="all"]').isDisabled()).toBe(false)
    await press('[data-zoom="all"]', 'Enter')
    expect(await page.locator('[data-zoom="all"]').isDisabled()).toBe(true)
    await press('#time', 'Home')
    expect(await page.locator('#clock').textContent()).toBe('18:00:00')
    await press('#time', 'ArrowRight')
    expect(await page.locator('#clock').textContent()).toBe('18:01:00')
    await press('#language', 'Enter')
    expect(await page.locator('html').getAttribute('lang')).toBe('zh')
    expect(seen).toHaveLength(1)
    await page.context().close()
  })

  test('on paper it is light and every chart is drawn, whatever the screen is', async () => {
    const page = await open({ colorScheme: 'dark' })
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
    for (const count of await colours(page)) expect(count).toBeGreaterThan(10)
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 23, 28)')
    await page.context().close()
  })

  test('without JavaScript the answer, the table and links to the pictures are there', async () => {
    const page = await open({ javaScriptEnabled: false })
    expect(await page.locator('h1').innerText()).toContain('predictive loses least')
    expect(await page.locator('.compare tbody tr').count()).toBe(4)
    expect(await page.locator('noscript a').count()).toBe(drawn(invented))
    for (const id of ['#theme', '#language', '#controls', '#pods'])
      expect(
        await page
          .locator(id)
          .first()
          .isVisible()
          .catch(() => false),
        id,
      ).toBe(false)
    await page.context().close()
  })
})
