import type { ChartView } from './chart-view.ts'
import type { View } from './state.ts'

/** A shorter drag is a click. */
const DRAG_PIXELS = 6

/** Pointer and keys on one picture: move the crosshair, drag to zoom, double-click for the whole run. */
export function listen(chart: ChartView, view: View): void {
  const { box } = chart
  const band = box.querySelector<HTMLElement>('.band')
  let from: number | null = null

  box.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    view.moveTo(chart.bucketAt(event.clientX))
    // A finger drags the crosshair; a mouse, which has that already, draws the part to zoom to.
    from = event.pointerType === 'mouse' ? event.clientX : null
    box.setPointerCapture(event.pointerId)
  })
  box.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'mouse' && event.buttons === 0) return
    if (from !== null && band !== null && event.buttons > 0) stretch(band, box, from, event.clientX)
    view.moveTo(chart.bucketAt(event.clientX))
  })
  const finish = (event: PointerEvent): void => {
    if (from === null) return
    const [start, end] = [Math.min(from, event.clientX), Math.max(from, event.clientX)]
    from = null
    if (band !== null) band.hidden = true
    if (event.type === 'pointerup' && end - start >= DRAG_PIXELS)
      view.zoomTo(chart.bucketAt(start), chart.bucketAt(end))
  }
  box.addEventListener('pointerup', finish)
  box.addEventListener('pointercancel', finish)
  box.addEventListener('dblclick', () => view.reset())
  box.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !press(event.key, event.shiftKey, view)) return
    event.preventDefault()
  })
}

function stretch(band: HTMLElement, box: HTMLElement, from: number, to: number): void {
  const left = box.getBoundingClientRect().left
  band.hidden = false
  band.style.left = `${Math.min(from, to) - left}px`
  band.style.width = `${Math.abs(to - from)}px`
}

/** Whether the key means something here. */
function press(key: string, shift: boolean, view: View): boolean {
  // One step is a pixel or so of what is shown: a bucket when zoomed in, several of a long run.
  const step = Math.max(1, Math.round((view.window.to - view.window.from) / 500)) * (shift ? 10 : 1)
  if (key === 'ArrowLeft') view.moveTo(view.cursor - step)
  else if (key === 'ArrowRight') view.moveTo(view.cursor + step)
  else if (key === 'Home') view.moveTo(view.window.from)
  else if (key === 'End') view.moveTo(view.window.to - 1)
  else if (key === '+' || key === '=') view.zoomBy(0.5)
  else if (key === '-' || key === '_') view.zoomBy(2)
  else if (key === '0' || key === 'Escape') view.reset()
  else return false
  return true
}
