import { ABSENT, BOOTING, FULL } from '../../results/packing-bytes.ts'

/** What the heat map is drawn from; plain data, so that it stands in a chart's configuration. */
export interface HeatOptions {
  readonly rows: number
  readonly samples: number
  /** Buckets of the time axis that one sample stands for. */
  readonly bucketsPerSample: number
  /** Base64 of one byte per row and sample, row by row. */
  readonly bytes: string
  /** From empty to full. */
  readonly ramp: readonly string[]
  readonly booting: string
}

interface HeatChart {
  readonly ctx: {
    fillStyle: unknown
    fillRect(x: number, y: number, width: number, height: number): void
    save(): void
    restore(): void
  }
  readonly chartArea: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  readonly scales: Readonly<Record<string, { getPixelForValue(value: number): number }>>
}

/** A Chart.js plugin that paints one cell per node and instant under whatever else the chart draws. */
export const HEAT_MAP = {
  id: 'simcapHeat',
  beforeDatasetsDraw(chart: unknown, _args: unknown, options: unknown) {
    if (typeof (options as HeatOptions).bytes === 'string') paint(chart as HeatChart, options as HeatOptions)
  },
}

function paint({ ctx, chartArea, scales }: HeatChart, heat: HeatOptions): void {
  const cells = decoded(heat.bytes)
  const x = (sample: number): number =>
    clamped(scales['x'].getPixelForValue(sample * heat.bucketsPerSample), chartArea.left, chartArea.right)
  const y = (row: number): number => scales['y0'].getPixelForValue(row)
  ctx.save()
  for (let row = 0; row < heat.rows; row++) {
    const top = Math.round(y(row))
    const height = Math.max(1, Math.round(y(row + 1)) - top - (y(1) - y(0) >= 5 ? 1 : 0))
    for (let start = 0; start < heat.samples; ) {
      const colour = colourOf(cells[row * heat.samples + start], heat)
      let end = start + 1
      while (end < heat.samples && colourOf(cells[row * heat.samples + end], heat) === colour) end++
      const [left, right] = [x(start), x(end)]
      if (colour !== null && right > left) {
        ctx.fillStyle = colour
        ctx.fillRect(left, top, right - left, height)
      }
      start = end
    }
  }
  ctx.restore()
}

function colourOf(byte: number, { ramp, booting }: HeatOptions): string | null {
  if (byte === ABSENT) return null
  if (byte === BOOTING) return booting
  return ramp[Math.min(ramp.length - 1, Math.floor((byte / FULL) * ramp.length))]
}

export function decoded(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

function clamped(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
