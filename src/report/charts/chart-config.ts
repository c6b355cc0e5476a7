/** A Chart.js configuration as data: no functions, so that the page inlines it as JSON and a PNG is drawn from the same. */
export interface ChartConfig {
  readonly type: 'line' | 'scatter' | 'bar'
  readonly data: { readonly labels?: readonly string[]; readonly datasets: readonly Dataset[] }
  readonly options: {
    readonly scales: Readonly<Record<string, ScaleConfig>>
    readonly [option: string]: unknown
  }
}

export interface Dataset {
  readonly label: string
  readonly data: readonly unknown[]
  readonly borderColor: string
  readonly borderDash: readonly number[]
  readonly borderWidth: number
  readonly pointStyle: string
  readonly [option: string]: unknown
}

export interface ScaleConfig {
  /** Our own option: where the ticks are, as values of the scale. `placeTicks` tells Chart.js. */
  readonly tickValues?: readonly number[]
  /** Also ours: what the ticks say, where that is not what the axis itself would. */
  readonly tickLabels?: readonly string[]
  readonly [option: string]: unknown
}

/** Numbers that belong to a figure; the first column names, the others are figures. */
export interface FigureTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
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
  /** Height in pixels that suits the panels, at any width. */
  readonly height: number
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
