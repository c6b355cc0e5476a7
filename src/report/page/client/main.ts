import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js'
import { HEAT_MAP } from '../../charts/heat-map.ts'
import { ChartView } from './chart-view.ts'
import { controls } from './controls.ts'
import { followDecisions } from './decisions.ts'
import { listen } from './gestures.ts'
import { followLanguage } from './language.ts'
import { followPacking } from './packing.ts'
import { type PageData, pageData } from './page-data.ts'
import { followPods } from './pods.ts'
import { View } from './state.ts'
import { followTheme } from './theme.ts'

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Tooltip,
  HEAT_MAP,
)

/** The page's own script: it only ever draws what the page carries. */
async function start(): Promise<void> {
  const page = await pageData()
  const view = new View(page.clock.buckets, interestingBucket(page), page.language)
  const charts = chartViews(page, view)
  followTheme(view)
  followLanguage(page, view)
  controls(page, view)
  followDecisions(page, view)
  followPacking(page, view, charts)
  followPods(page, view)
  let due = false
  view.on('cursor', () => {
    if (due) return
    due = true
    // Once for each picture that the screen shows, however fast the pointer reports.
    requestAnimationFrame(() => {
      due = false
      for (const chart of charts.values()) chart.refresh()
    })
  })
  for (const change of ['window', 'variants', 'theme', 'language'] as const)
    view.on(change, () => {
      for (const chart of charts.values()) if (change !== 'window' || chart.facts.timed) chart.spoil()
    })
  view.emit('cursor')
  document.documentElement.dataset['ready'] = ''
}

function chartViews(page: PageData, view: View): Map<string, ChartView> {
  const charts = new Map<string, ChartView>()
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const chart = charts.get((target as HTMLElement).dataset['chart'] ?? '')
        if (chart === undefined) continue
        chart.visible = isIntersecting
        chart.refresh()
      }
    },
    { rootMargin: '200px' },
  )
  for (const canvas of document.querySelectorAll<HTMLCanvasElement>('canvas[data-chart]')) {
    const name = canvas.dataset['chart'] ?? ''
    const facts = page.charts[name]
    if (facts === undefined) continue
    const chart = new ChartView(canvas, facts, page, view)
    charts.set(name, chart)
    if (facts.timed) listen(chart, view)
    watch.observe(canvas)
  }
  let width = innerWidth
  addEventListener('resize', () => {
    if (innerWidth === width) return
    width = innerWidth
    for (const chart of charts.values()) chart.spoil()
  })
  return charts
}

/** Where the load is highest: there is most to see. */
function interestingBucket(page: PageData): number {
  const load = page.charts['load']?.configs.en.data.datasets.find((dataset) => dataset.variant === undefined)
  const column = load === undefined ? undefined : page.columns[Number(load['column'])]
  if (column === undefined) return 0
  return column.reduce((best, value, at) => (value > column[best] ? at : best), 0)
}

void start()
