import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import type { ChartJSNodeCanvas as Renderer } from 'chartjs-node-canvas'
import type { Results } from '../results/types.ts'
import { type Drawing, isDrawing } from './charts/chart-config.ts'
import { drawable } from './charts/drawable.ts'
import { HEAT_MAP } from './charts/heat-map.ts'
import { drawAll } from './charts/registry.ts'
import type { Language } from './messages/message.ts'
import { DARK, LIGHT, type Theme } from './palette.ts'
import { cardPlugin } from './png-card.ts'
import { framePlugin } from './png-frame.ts'
import { fontFiles, PNG_FONT } from './png-text.ts'
import { type ReportContext, reportContext } from './report-context.ts'
import { sourceLine } from './source-line.ts'

export interface PngOptions {
  /** CSS pixels; the picture has `scale` times as many each way. */
  readonly width?: number
  /** Unless told, each chart has the height that suits its panels. */
  readonly height?: number
  readonly scale?: number
  readonly theme?: 'light' | 'dark'
  readonly language?: Language
  /** All pictures unless told; threads share the work. */
  readonly share?: Share
}

/** Every `every`-th picture, beginning with number `first`. */
export interface Share {
  readonly first: number
  readonly every: number
}

export interface PngFile {
  readonly fileName: string
  readonly bytes: Uint8Array
}

const WIDTH = 1200
/** Finding, unit, key and source stand around the chart. */
const FRAME_HEIGHT = 230
const CARD_HEIGHT = 630
const SCALE = 2
/** Room that a label of the time axis needs. */
const TICK_PIXELS = 130

/** The report's charts as pictures, the answer first, one at a time so that a canvas can be freed before the next is made. */
export async function* renderPngs(
  results: Results,
  options: PngOptions = {},
): AsyncGenerator<PngFile, void, undefined> {
  const context = reportContext(results, options.language)
  // For the size at which a picture is looked at in a chat or a pull request.
  const theme: Theme = { ...(options.theme === 'dark' ? DARK : LIGHT), font: PNG_FONT, fontSize: 15 }
  const width = options.width ?? WIDTH
  const renderers = new Map<number, Renderer>()
  const render = async (height: number, configuration: object): Promise<Uint8Array> => {
    const renderer = renderers.get(height) ?? newRenderer({ width, height })
    renderers.set(height, renderer)
    const bytes = await renderer.renderToBuffer(configuration as Configuration)
    // Canvases are freed between turns of the event loop, not within one.
    await setImmediate()
    return bytes
  }
  const devicePixelRatio = options.scale ?? SCALE
  const cardHeight = options.height ?? CARD_HEIGHT
  const card = { type: 'scatter', data: { datasets: [] }, options: { ...BARE, devicePixelRatio } }
  const { first, every } = options.share ?? { first: 0, every: 1 }
  if (first === 0) {
    yield {
      fileName: '01-verdict.png',
      bytes: await render(cardHeight, { ...card, plugins: [cardPlugin(context, theme)] }),
    }
  }
  let number = 0
  for (const { figure, fileName } of drawAll(context, theme)) {
    if (!isDrawing(figure)) continue
    number += 1
    if (number % every !== first) continue
    const bytes = await render(options.height ?? figure.height + FRAME_HEIGHT, {
      ...configuration(context, figure, width, devicePixelRatio),
      plugins: [HEAT_MAP, framePlugin(context, figure, sourceLine(context), theme)],
    })
    yield { fileName, bytes }
  }
}

const BARE = {
  animation: false,
  responsive: true,
  maintainAspectRatio: false,
  plugins: { legend: { display: false } },
  scales: { x: { display: false }, y: { display: false } },
}

function newRenderer(size: { readonly width: number; readonly height: number }): Renderer {
  // Loaded on first use: a run without pictures should not pay for a canvas.
  const { ChartJSNodeCanvas } = createRequire(import.meta.url)(
    'chartjs-node-canvas',
  ) as typeof import('chartjs-node-canvas')
  const renderer = new ChartJSNodeCanvas(size)
  for (const { path, family, weight } of fontFiles()) renderer.registerFont(path, { family, weight })
  return renderer
}

type Configuration = Parameters<Renderer['renderToBuffer']>[0]

/** Every variant, and the whole run unless little of it says anything. */
function configuration({ time }: ReportContext, drawing: Drawing, width: number, devicePixelRatio: number): object {
  const window = drawing.window ?? { from: 0, to: time.buckets }
  const config = drawable(drawing.config, {
    window,
    pixels: width,
    ticks: time.ticksIn(window, Math.max(2, Math.floor(width / TICK_PIXELS))),
    hidden: new Set(),
    valuesOf: (dataset) => dataset.values ?? null,
  })
  return { ...config, options: { ...config.options, devicePixelRatio } }
}
