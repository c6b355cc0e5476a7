import type { Language } from '../../messages/message.ts'
import type { Window } from '../../window.ts'

type Change = 'window' | 'cursor' | 'variants' | 'theme' | 'language'

/** What the reader has chosen; everything on the page follows it. */
export class View {
  window: Window
  /** Instant under the crosshair, in buckets. */
  cursor: number
  readonly hidden = new Set<number>()
  printing = false
  language: Language
  readonly buckets: number
  private readonly listeners = new Map<Change, (() => void)[]>()

  constructor(buckets: number, cursor: number, language: Language) {
    this.buckets = buckets
    this.window = { from: 0, to: buckets }
    this.cursor = cursor
    this.language = language
  }

  on(change: Change, listener: () => void): void {
    this.listeners.set(change, [...(this.listeners.get(change) ?? []), listener])
  }

  emit(change: Change): void {
    for (const listener of this.listeners.get(change) ?? []) listener()
  }

  moveTo(bucket: number): void {
    this.cursor = Math.min(this.buckets - 1, Math.max(0, Math.floor(bucket)))
    this.emit('cursor')
  }

  /** Shows a part of the run, never less than a handful of buckets. */
  zoomTo(from: number, to: number): void {
    const width = Math.min(this.buckets, Math.max(FEWEST_BUCKETS, to - from))
    const start = Math.min(this.buckets - width, Math.max(0, from))
    this.window = { from: start, to: start + width }
    this.emit('window')
  }

  /** Zooms around the crosshair. */
  zoomBy(factor: number): void {
    const { from, to } = this.window
    const centre = this.cursor >= from && this.cursor <= to ? this.cursor + 0.5 : (from + to) / 2
    const width = (to - from) * factor
    this.zoomTo(centre - ((centre - from) / (to - from)) * width, centre + ((to - centre) / (to - from)) * width)
  }

  /** The whole run. */
  reset(): void {
    this.zoomTo(0, this.buckets)
  }

  toggle(variant: number): void {
    if (!this.hidden.delete(variant)) this.hidden.add(variant)
    this.emit('variants')
  }
}

const FEWEST_BUCKETS = 8
