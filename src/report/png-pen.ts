import type { Theme } from './palette.ts'

/** The part of a canvas that the frame draws with. */
export interface Pen {
  fillStyle: unknown
  strokeStyle: unknown
  lineWidth: number
  font: string
  textAlign: string
  textBaseline: string
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  measureText(text: string): { readonly width: number }
  beginPath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  closePath(): void
  arc(x: number, y: number, radius: number, from: number, to: number): void
  rect(x: number, y: number, width: number, height: number): void
  stroke(): void
  fill(): void
  setLineDash(dash: readonly number[]): void
  save(): void
  restore(): void
}

export function letter(ctx: Pen, theme: Theme, weight: number, size: number): void {
  ctx.font = `${weight} ${size}px ${theme.font}`
  ctx.textAlign = 'left'
  ctx.textBaseline = 'alphabetic'
}
