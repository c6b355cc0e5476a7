import { axisOf } from './chart-view.ts'
import type { PageData } from './page-data.ts'
import type { View } from './state.ts'

/** The bar over the charts: the slider, the zoom, the variants. */
export function controls(page: PageData, view: View): void {
  const bar = document.getElementById('controls')
  const slider = document.querySelector<HTMLInputElement>('#time')
  const clock = document.getElementById('clock')
  if (bar === null || slider === null || clock === null) return
  bar.hidden = false
  slider.max = String(view.buckets - 1)
  slider.addEventListener('input', () => view.moveTo(Number(slider.value)))
  const tell = (): void => {
    const text = axisOf(page, view).clock(view.cursor * page.clock.bucketSeconds)
    clock.textContent = text
    slider.value = String(view.cursor)
    slider.setAttribute('aria-valuetext', text)
  }
  const reset = bar.querySelector<HTMLButtonElement>('[data-zoom="all"]')
  const zoomed = (): void => {
    if (reset !== null) reset.disabled = view.window.to - view.window.from >= view.buckets
  }
  bar.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('button')
    const { zoom, variant } = button?.dataset ?? {}
    if (zoom === 'in') view.zoomBy(0.5)
    else if (zoom === 'out') view.zoomBy(2)
    else if (zoom === 'all') view.reset()
    if (button === null || variant === undefined) return
    view.toggle(Number(variant))
    button.setAttribute('aria-pressed', String(!view.hidden.has(Number(variant))))
  })
  view.on('cursor', tell)
  view.on('language', tell)
  view.on('window', zoomed)
  tell()
  zoomed()
}
