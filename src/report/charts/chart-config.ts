import type { Scale } from '../units.ts'
import type { Window } from '../window.ts'
import type { MarkPlace } from './plot.ts'
import type { Values } from './values.ts'

/** A Chart.js configuration as data: no functions, so that the page inlines it as JSON and a PNG is drawn from the same. */
export interface ChartConfig {
  readonly type: 'line' | 'scatter' | 'bar'
  readonly data: { readonly datasets: readonly Dataset[] }
  readonly options: {
    readonly scales: Readonly<Record<string, ScaleConfig>>
    readonly [option: string]: unknown
  }
}

export interface Dataset {
  readonly label: string
  /** Points, where they are few enough to stand in the configuration. */
  readonly data: readonly unknown[]
  /** Our own options, from here on. A series in its own unit, one value per bucket: `drawable` makes points of it. */
  readonly values?: Values
  /** What the crosshair reads out, where that is not what is drawn: a layer of a stack. */
  readonly readOut?: Values
  /** Name of its colour among the palette's swatches: an area or a bar, no line. */
  readonly swatch?: string
  /** Position of the variant that it belongs to; absent: to none. */
  readonly variant?: number
  readonly marks?: MarkPlace
  /** Then those of Chart.js. */
  readonly borderColor: string
  readonly borderDash: readonly number[]
  readonly borderWidth: number
  /** One for the whole line, or one for each point. */
  readonly pointStyle: string | readonly string[]
  readonly [option: string]: unknown
}

export interface ScaleConfig {
  /** Our own options: the common time axis, in buckets. */
  readonly timed?: true
  /** Pixels that a value axis takes, whatever its labels need. */
  readonly width?: number
  /** Where the ticks are, as values of the scale. `drawable` tells Chart.js. */
  readonly tickValues?: readonly number[]
  /** What the ticks say, in one line or several, where that is not what the axis itself would. */
  readonly tickLabels?: readonly (string | readonly string[])[]
  readonly [option: string]: unknown
}

/** Numbers that belong to a figure; the first column names, the others are figures. */
export interface FigureTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What a chart's crosshair reads out in one of its panels. */
export interface Readout {
  /** Heading: the panel's label and unit. */
  readonly label: string
  /** How values are printed. */
  readonly scale: Scale
  /** As the results name it. */
  readonly unit: string
  /** Positions of its lines among the datasets. */
  readonly lines: readonly number[]
  /** Height against the other panels. */
  readonly weight: number
}

/** One chart with what stands around it. */
export interface Drawing {
  /** Stable: part of the file name and the anchor. */
  readonly name: string
  readonly topic: string
  /** What the chart shows, in a sentence with numbers. */
  readonly finding: string
  /** What is drawn and in which unit. */
  readonly caption: string
  readonly config: ChartConfig
  /** Parallel to the panels from above; absent where nothing is read out. */
  readonly readouts?: readonly Readout[]
  /** What stands beside the name of each mark, parallel to the datasets. */
  readonly marks?: readonly string[]
  /** Height in pixels that suits the panels, at any width. */
  readonly height: number
  /** What a still picture shows of the time, where little happens outside; on the page the reader zooms. */
  readonly window?: Window
  /** Below the picture on the page, in its place in Markdown. */
  readonly table?: FigureTable
}

/** Nothing worth a picture, but worth saying. */
export interface Remark {
  readonly name: string
  readonly topic: string
  readonly finding: string
}

export type Figure = Drawing | Remark

export function isDrawing(figure: Figure): figure is Drawing {
  return 'config' in figure
}
