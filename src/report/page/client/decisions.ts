import type { PageData } from './page-data.ts'
import type { View } from './state.ts'

/** What each variant had last decided at the time chosen, beside the chart of decisions; a time in the list moves the crosshair. */
export function followDecisions(page: PageData, view: View): void {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-decided]')]
  const tell = (): void => {
    const seconds = (view.cursor + 1) * page.clock.bucketSeconds
    for (const line of lines) {
      const { decisions } = page.variants[Number(line.dataset['decided'])]
      const last = decisions[countBefore(decisions, seconds) - 1]
      line.textContent = last?.text ?? page.words[view.language]['noDecision'] ?? ''
      line.title = line.textContent
    }
  }
  view.on('cursor', tell)
  view.on('language', tell)
  document.getElementById('decisions')?.addEventListener('click', (event) => {
    const at = (event.target as Element).closest<HTMLElement>('[data-at]')?.dataset['at']
    if (at !== undefined) view.moveTo(Number(at) / page.clock.bucketSeconds)
  })
}

/** Decisions are in order of time. */
function countBefore(decisions: readonly { readonly atSeconds: number }[], seconds: number): number {
  let [low, high] = [0, decisions.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (decisions[middle].atSeconds < seconds) low = middle + 1
    else high = middle
  }
  return low
}
