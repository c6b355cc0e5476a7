import type { Dataset, Drawing } from './charts/chart-config.ts'
import type { Theme } from './palette.ts'
import { letter, type Pen } from './png-pen.ts'
import { pngText } from './png-text.ts'
import type { ReportContext } from './report-context.ts'
import { groupName } from './variant-style.ts'
import { wrapped } from './wrapped.ts'

const MARGIN = 32
const TITLE = { size: 24, line: 32, weight: 700 }
const NOTE = { size: 15, line: 22, weight: 400 }
const KEY = { size: 15, line: 24, gap: 26, swatch: 44 }
const FOOT = 46

interface FramedChart {
  readonly ctx: Pen
  readonly width: number
  readonly height: number
  options: { layout?: unknown }
}

/** A Chart.js plugin that draws what the page says around the canvas: finding, unit, key, and where the numbers are from. */
export function framePlugin(
  context: ReportContext,
  drawing: Drawing,
  source: string,
  theme: Theme,
): { readonly id: string } & Record<string, unknown> {
  const keys = legendKeys(context, drawing)
  return {
    id: 'simcapFrame',
    beforeLayout(chart: FramedChart) {
      const top = headHeight(chart.ctx, drawing, keys, chart.width, theme)
      chart.options.layout = { padding: { top, right: MARGIN, bottom: FOOT, left: MARGIN - 8 } }
    },
    beforeDraw(chart: FramedChart) {
      const { ctx } = chart
      ctx.save()
      ctx.fillStyle = theme.background
      ctx.fillRect(0, 0, chart.width, chart.height)
      drawHead(ctx, drawing, keys, chart.width, theme)
      letter(ctx, theme, 400, 13)
      ctx.fillStyle = theme.muted
      ctx.fillText(pngText(source), MARGIN, chart.height - 18)
      ctx.restore()
    },
  }
}

interface Key {
  readonly label: string
  readonly colour: string
  readonly dash: readonly number[]
  readonly shape: string
  readonly width: number
}

/** Each line once, though it may run through several panels; what is drawn alike shares a key. */
function legendKeys(context: ReportContext, drawing: Drawing): Key[] {
  const alike = new Map<string, { readonly labels: Set<string>; readonly dataset: Dataset }>()
  const { datasets } = drawing.config.data
  for (const dataset of [...datasets.filter(isLoad), ...datasets.filter((one) => !isLoad(one))]) {
    const look = `${dataset.borderColor} ${shapeOf(dataset)} ${dataset.borderDash.join(' ')}`
    const group = alike.get(look) ?? { labels: new Set(), dataset }
    group.labels.add(dataset.label)
    alike.set(look, group)
  }
  const lines = drawing.config.type === 'line'
  return [...alike.values()].map(({ labels, dataset }) => ({
    label: groupName(context.say, [...labels]),
    colour: dataset.borderColor,
    dash: dataset.borderDash,
    shape: shapeOf(dataset),
    width: lines && dataset.swatch === undefined ? dataset.borderWidth : 0,
  }))
}

/** Where every point has a shape of its own, the variant's. */
function shapeOf({ pointStyle, shape }: Dataset): string {
  return typeof pointStyle === 'string' ? pointStyle : String(shape)
}

/** What belongs to no variant comes first. */
function isLoad(dataset: Dataset): boolean {
  return dataset.pointStyle === 'line'
}

function titleLines(ctx: Pen, drawing: Drawing, width: number, theme: Theme): string[] {
  letter(ctx, theme, TITLE.weight, TITLE.size)
  return wrapped(pngText(drawing.finding), width - 2 * MARGIN, (text) => ctx.measureText(text).width)
}

/** Keys in rows that fit the width, each with its distance from the left. */
function keyRows(ctx: Pen, keys: readonly Key[], width: number, theme: Theme): { key: Key; x: number; row: number }[] {
  letter(ctx, theme, 400, KEY.size)
  let x = MARGIN
  let row = 0
  return keys.map((key) => {
    const needed = KEY.swatch + ctx.measureText(pngText(key.label)).width
    if (x > MARGIN && x + needed > width - MARGIN) {
      x = MARGIN
      row++
    }
    const placed = { key, x, row }
    x += needed + KEY.gap
    return placed
  })
}

function headHeight(ctx: Pen, drawing: Drawing, keys: readonly Key[], width: number, theme: Theme): number {
  const lines = titleLines(ctx, drawing, width, theme).length
  const rows = (keyRows(ctx, keys, width, theme).at(-1)?.row ?? -1) + 1
  return MARGIN + lines * TITLE.line + NOTE.line + rows * KEY.line + 14
}

function drawHead(ctx: Pen, drawing: Drawing, keys: readonly Key[], width: number, theme: Theme): void {
  let y = MARGIN + TITLE.size - 4
  ctx.fillStyle = theme.text
  for (const line of titleLines(ctx, drawing, width, theme)) {
    ctx.fillText(line, MARGIN, y)
    y += TITLE.line
  }
  letter(ctx, theme, 400, NOTE.size)
  ctx.fillStyle = theme.muted
  ctx.fillText(pngText(drawing.caption), MARGIN, y - 4)
  y += NOTE.line
  for (const { key, x, row } of keyRows(ctx, keys, width, theme)) drawKey(ctx, key, x, y + row * KEY.line, theme)
}

function drawKey(ctx: Pen, key: Key, x: number, y: number, theme: Theme): void {
  ctx.save()
  ctx.strokeStyle = key.colour
  ctx.lineWidth = key.width
  ctx.setLineDash(key.dash)
  ctx.beginPath()
  ctx.moveTo(x, y - 5)
  ctx.lineTo(x + 34, y - 5)
  if (key.width > 0) ctx.stroke()
  ctx.setLineDash([])
  ctx.fillStyle = key.colour
  drawShape(ctx, key.shape, x + 17, y - 5)
  ctx.fillStyle = theme.text
  ctx.fillText(pngText(key.label), x + KEY.swatch, y)
  ctx.restore()
}

function drawShape(ctx: Pen, shape: string, x: number, y: number): void {
  ctx.beginPath()
  if (shape === 'cross' || shape === 'crossRot') {
    drawCross(ctx, shape === 'cross' ? [5.5, 0] : [4, 4], x, y)
    return
  }
  if (shape === 'circle') ctx.arc(x, y, 4.5, 0, 2 * Math.PI)
  else if (shape === 'rect') ctx.rect(x - 4, y - 4, 8, 8)
  else if (shape === 'triangle')
    polygon(ctx, [
      [x, y - 5.5],
      [x + 5, y + 4],
      [x - 5, y + 4],
    ])
  else if (shape === 'rectRot')
    polygon(ctx, [
      [x, y - 5.5],
      [x + 5.5, y],
      [x, y + 5.5],
      [x - 5.5, y],
    ])
  ctx.fill()
}

/** Two strokes through a centre, at right angles. */
function drawCross(ctx: Pen, [dx, dy]: readonly [number, number], x: number, y: number): void {
  ctx.lineWidth = 2
  ctx.moveTo(x - dx, y - dy)
  ctx.lineTo(x + dx, y + dy)
  ctx.moveTo(x - dy, y + dx)
  ctx.lineTo(x + dy, y - dx)
  ctx.stroke()
}

function polygon(ctx: Pen, corners: readonly (readonly [number, number])[]): void {
  for (const [x, y] of corners) ctx.lineTo(x, y)
  ctx.closePath()
}
