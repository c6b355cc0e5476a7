import type { Window } from '../window.ts'
import type { Values } from './values.ts'

/** A point of a line; a gap where y is null. */
export interface Point {
  readonly x: number
  readonly y: number | null
}

/**
 * A series as points, each in the middle of its bucket. Where there are more buckets than pixels, every pixel keeps its lowest and its
 * highest value in the order in which they came: the picture is the same, and a week of 15 s is drawn as fast as an hour.
 */
export function plotted(values: Values, { from, to }: Window, pixels: number): Point[] {
  const first = Math.max(0, Math.floor(from) - 1)
  const end = Math.min(values.length, Math.ceil(to) + 1)
  const cells = Math.max(1, Math.floor(pixels))
  if (end - first <= 2 * cells) return pointsOf(values, first, end)
  const points: Point[] = []
  for (let cell = 0; cell < cells; cell++) {
    const start = first + Math.floor(((end - first) * cell) / cells)
    const stop = first + Math.floor(((end - first) * (cell + 1)) / cells)
    points.push(...extremes(values, start, stop))
  }
  return points
}

function pointsOf(values: Values, first: number, end: number): Point[] {
  const points: Point[] = []
  for (let at = first; at < end; at++) points.push({ x: at + 0.5, y: valueAt(values, at) })
  return points
}

function extremes(values: Values, start: number, stop: number): Point[] {
  let low = -1
  let high = -1
  for (let at = start; at < stop; at++) {
    const value = valueAt(values, at)
    if (value === null) return [{ x: at + 0.5, y: null }]
    if (low < 0 || value < values[low]!) low = at
    if (high < 0 || value > values[high]!) high = at
  }
  if (low < 0) return []
  if (values[low] === values[high]) return [{ x: start + 0.5, y: values[low]! }]
  return low < high ? pair(values, low, high) : pair(values, high, low)
}

function pair(values: Values, first: number, second: number): Point[] {
  return [first, second].map((at) => ({ x: at + 0.5, y: values[at] ?? null }))
}

/** Columns that were packed have NaN for what is unknown. */
function valueAt(values: Values, at: number): number | null {
  const value = values[at] ?? null
  return value === null || Number.isNaN(value) ? null : value
}

/** Of the `count` lines that share a chart, which one this is: their marks stand beside each other. */
export interface MarkPlace {
  readonly index: number
  readonly count: number
}

/** Radii that Chart.js repeats along the line: a mark six times or so. */
export function markRadii(points: number, { index, count }: MarkPlace): number[] {
  const period = Math.max(count, Math.ceil(points / 6))
  const at = Math.floor(((index + 0.5) / count) * period)
  return Array.from({ length: period }, (_, i) => (i === at ? 4 : 0))
}
