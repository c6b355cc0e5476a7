import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import type { ChartJSNodeCanvas as Renderer } from 'chartjs-node-canvas'
import type { Results } from '../results/types.ts'
import { type Drawing, isDrawing } from './charts/chart-config.ts'
import { placeTicks } from './charts/place-ticks.ts'
import { drawAll } from './charts/registry.ts'
import { LIGHT, type Theme } from './palette.ts'
import { framePlugin } from './png-frame.ts'
import { fontFiles, PNG_FONT, pngText } from './png-text.ts'
import { reportContext } from './report-context.ts'
import { sourceLine } from './source-line.ts'

export interface PngOptions {
  /** CSS pixels; the picture has twice as many each way. */
  readonly width?: number
  /** Unless told, each chart has the height that suits its panels. */
  readonly height?: number
}

export interface PngFile {
  readonly fileName: string
  readonly bytes: Uint8Array
}

const WIDTH = 1200
/** Finding, unit, key and source stand around the chart. */
const FRAME_HEIGHT = 230
const PIXEL_RATIO = 2

/** For the size at which a picture is looked at in a chat or a pull request. */
const PNG_THEME: Theme = { ...LIGHT, font: PNG_FONT, fontSize: 15 }

/** The report's charts as pictures, one at a time so that a canvas can be freed before the next is made. */
export async function* renderPngs(
  results: Results,
  options: PngOptions = {},
): AsyncGenerator<PngFile, void, undefined> {
  const context = reportContext(results)
  const source = sourceLine(context)
  const renderers = new Map<string, Renderer>()
  for (const { figure, fileName } of drawAll(context, PNG_THEME)) {
    if (!isDrawing(figure)) continue
    const size = { width: options.width ?? WIDTH, height: options.height ?? figure.height + FRAME_HEIGHT }
    const key = `${size.width}x${size.height}`
    const renderer = renderers.get(key) ?? newRenderer(size)
    renderers.set(key, renderer)
    const bytes = await renderer.renderToBuffer(configuration(figure, source))
    yield { fileName, bytes }
    // Canvases are freed between turns of the event loop, not within one.
    await setImmediate()
  }
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

/** A copy of the drawing's configuration for one picture: the renderer writes into what it is given. */
function configuration(drawing: Drawing, source: string): Configuration {
  const config = structuredClone(drawing.config)
  placeTicks(config)
  const framed = {
    ...config,
    data: { ...config.data, labels: config.data.labels?.map(pngText) },
    options: { ...config.options, devicePixelRatio: PIXEL_RATIO },
    plugins: [framePlugin(drawing, source, PNG_THEME)],
  }
  return framed as unknown as Configuration
}
