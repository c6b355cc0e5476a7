import { differenceText } from './difference-text.ts'
import { keyMetrics } from './key-metrics.ts'
import type { Theme } from './palette.ts'
import type { Pen } from './png-pen.ts'
import { letter } from './png-pen.ts'
import { pngText } from './png-text.ts'
import type { ReportContext } from './report-context.ts'
import { sourceLine } from './source-line.ts'
import { scaleOf } from './translated-unit.ts'
import { inScale } from './units.ts'
import { verdictText } from './verdict-text.ts'
import { wrapped } from './wrapped.ts'

const MARGIN = 48
const MOST_NUMBERS = 5
const HEADLINE = { size: 38, line: 48 }
const REASON = { size: 20, line: 29 }

/** The answer on one card, for a chat or the head of a pull request: headline, key numbers, source. */
export function cardPlugin(context: ReportContext, theme: Theme): { readonly id: string } & Record<string, unknown> {
  return {
    id: 'simcapCard',
    beforeDraw({ ctx, width, height }: { readonly ctx: Pen; readonly width: number; readonly height: number }) {
      ctx.save()
      ctx.fillStyle = theme.background
      ctx.fillRect(0, 0, width, height)
      drawWords(ctx, context, theme, width, height)
      drawNumbers(ctx, context, theme, { width, top: height - 232 })
      letter(ctx, theme, 400, 15)
      ctx.fillStyle = theme.muted
      ctx.fillText(pngText(sourceLine(context)), MARGIN, height - 30)
      ctx.restore()
    },
  }
}

function drawWords(ctx: Pen, context: ReportContext, theme: Theme, width: number, height: number): void {
  const { headline, reason } = verdictText(context)
  const inLines = (text: string): string[] =>
    wrapped(pngText(text), width - 2 * MARGIN, (part) => ctx.measureText(part).width)
  letter(ctx, theme, 700, 20)
  ctx.fillStyle = theme.muted
  ctx.fillText(pngText(context.results.name), MARGIN, MARGIN + 12)
  let y = MARGIN + 64
  letter(ctx, theme, 700, HEADLINE.size)
  ctx.fillStyle = theme.text
  for (const line of inLines(headline).slice(0, 4)) {
    ctx.fillText(line, MARGIN, y)
    y += HEADLINE.line
  }
  letter(ctx, theme, 400, REASON.size)
  ctx.fillStyle = theme.muted
  for (const line of inLines(reason)) {
    if (y > height - 250) return
    ctx.fillText(line, MARGIN, y)
    y += REASON.line
  }
}

function drawNumbers(
  ctx: Pen,
  context: ReportContext,
  theme: Theme,
  { width, top }: { readonly width: number; readonly top: number },
): void {
  const { pick } = context.verdict
  const metrics = keyMetrics(context)
    .filter(({ row }) => row.values[pick] !== null)
    .slice(0, MOST_NUMBERS)
  ctx.fillStyle = theme.text
  ctx.fillRect(MARGIN, top, width - 2 * MARGIN, 2)
  const column = (width - 2 * MARGIN) / Math.max(1, metrics.length)
  metrics.forEach(({ label, row }, index) => {
    const x = MARGIN + index * column
    const scale = scaleOf(context, row.definition.unit, row.values)
    const against = differenceText(context, row, pick, scale)
    letter(ctx, theme, 400, 17)
    ctx.fillStyle = theme.muted
    ctx.fillText(pngText(label), x, top + 40)
    letter(ctx, theme, 700, 34)
    ctx.fillStyle = theme.text
    const value = pngText(inScale(row.values[pick] ?? null, scale))
    ctx.fillText(value, x, top + 84)
    const after = x + ctx.measureText(value).width + 8
    letter(ctx, theme, 400, 17)
    ctx.fillStyle = theme.muted
    ctx.fillText(pngText(scale.unit), after, top + 84)
    if (against === null) return
    ctx.fillStyle =
      against.judgement === 'better' ? theme.better : against.judgement === 'worse' ? theme.worse : theme.muted
    ctx.fillText(pngText(`${against.arrow} ${against.amount} ${against.word}`.trim()), x, top + 116)
  })
  letter(ctx, theme, 400, 15)
  ctx.fillStyle = theme.muted
  const { comparison, results, say } = context
  if (results.variants.length > 1)
    ctx.fillText(pngText(say('verdict.against', { name: comparison.baseline })), MARGIN, top + 156)
}
