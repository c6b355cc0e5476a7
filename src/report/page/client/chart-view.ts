import { Chart, type ChartConfiguration } from 'chart.js'
import type { Dataset } from '../../charts/chart-config.ts'
import { drawable } from '../../charts/drawable.ts'
import { type TimeAxis, timeAxis } from '../../time-axis.ts'
import { inScale, scaleFor } from '../../units.ts'
import type { ChartFacts, PanelFacts } from '../facts.ts'
import type { PageData } from './page-data.ts'
import type { View } from './state.ts'
import { isDark, recoloured } from './theme.ts'

/** Room that a label of the time axis needs. */
const TICK_PIXELS = 96

/** One figure of the page: drawn when it comes into view, drawn again when what it shows has changed. */
export class ChartView {
  readonly box: HTMLElement
  readonly facts: ChartFacts
  chart: Chart | null = null
  visible = false
  private stale = true
  private readonly canvas: HTMLCanvasElement
  private readonly page: PageData
  private readonly view: View
  private readonly line: HTMLElement
  private readonly readouts: readonly HTMLElement[]

  constructor(canvas: HTMLCanvasElement, facts: ChartFacts, page: PageData, view: View) {
    this.canvas = canvas
    this.box = canvas.parentElement!
    this.facts = facts
    this.page = page
    this.view = view
    this.line = this.box.querySelector('.cursor') ?? document.createElement('i')
    this.readouts = [...(this.box.closest('figure')?.querySelectorAll<HTMLElement>('[data-panel]') ?? [])]
  }

  /** Marks the picture as out of date; what nobody sees is not drawn. */
  spoil(): void {
    this.stale = true
    this.refresh()
  }

  refresh(): void {
    if (!this.visible && !this.view.printing) return
    if (this.stale) this.draw()
    this.moveCursor()
  }

  /** Instant under a pixel of the picture, in buckets. */
  bucketAt(clientX: number): number {
    const scale = this.chart?.scales['x']
    return scale?.getValueForPixel(clientX - this.canvas.getBoundingClientRect().left) ?? 0
  }

  private draw(): void {
    this.stale = false
    this.chart?.destroy()
    const { language, window, hidden } = this.view
    const width = this.box.clientWidth
    const config = drawable(this.facts.configs[language], {
      window,
      hidden,
      pixels: width,
      ticks: axisOf(this.page, this.view).ticksIn(window, Math.max(2, Math.floor(width / TICK_PIXELS))),
      valuesOf: (dataset) => this.valuesOf(dataset),
    })
    const shown = isDark(this.view) ? recoloured(config, this.page.dark) : config
    this.chart = new Chart(this.canvas, shown as unknown as ChartConfiguration)
  }

  private valuesOf(dataset: Dataset): readonly number[] | null {
    return this.column(dataset['column'])
  }

  private column(column: unknown): readonly number[] | null {
    return typeof column === 'number' ? (this.page.columns[column] as unknown as readonly number[]) : null
  }

  private moveCursor(): void {
    const { chart, view } = this
    if (chart === null || !this.facts.timed) return
    const x = chart.scales['x'].getPixelForValue(view.cursor + 0.5)
    const { left, right, top, bottom } = chart.chartArea
    this.line.hidden = view.printing || x < left || x > right
    this.line.style.transform = `translateX(${Math.round(x)}px)`
    this.line.style.top = `${top}px`
    this.line.style.height = `${bottom - top}px`
    this.readOut()
  }

  private readOut(): void {
    const { datasets } = this.facts.configs[this.view.language].data
    this.readouts.forEach((readout) => {
      const panel = this.facts.panels[Number(readout.dataset['panel'])]
      for (const item of readout.querySelectorAll<HTMLElement>('[data-line]')) {
        const dataset = datasets[Number(item.dataset['line'])]
        const value = (this.column(dataset['readOutColumn']) ?? this.valuesOf(dataset))?.[this.view.cursor]
        item.querySelector('b')!.textContent = printed(value, panel)
        item.classList.toggle('off', dataset.variant !== undefined && this.view.hidden.has(dataset.variant))
      }
    })
  }
}

/** Three digits of every value, in the panel's unit. */
function printed(value: number | undefined, { scale, unit }: PanelFacts): string {
  if (value === undefined || Number.isNaN(value)) return inScale(null, scale)
  if (value === 0) return '0'
  const own = scaleFor(unit, [value], '')
  return inScale(value, own.suffix !== '' || scale.suffix !== '' ? own : scale)
}

export function axisOf(page: PageData, view: View): TimeAxis {
  return timeAxis(page.clock, view.language)
}
