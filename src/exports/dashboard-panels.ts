import type { Results, Series } from '../results/types.ts'
import { exportedMetric, exportedSeries } from './metric-names.ts'

/** What a panel is before it has its place. */
export interface Panel {
  readonly type: 'timeseries' | 'table'
  readonly title: string
  readonly description: string
  /** In Grafana's 24 columns, and in its rows. */
  readonly width: number
  readonly height: number
  readonly [option: string]: unknown
}

/** Of Grafana's variables, chosen at the top of the dashboard. */
const CHOSEN = 'scenario=~"$scenario",variant=~"$variant",seed=~"$seed"'

const DATASOURCE = { type: 'prometheus', uid: '$datasource' }

/** Series that are read together, in the order of the page; of each, the whole cluster or every part. */
const CHARTS: readonly (readonly [title: string, of: 'whole' | 'parts', names: readonly string[]])[] = [
  ['Load', 'whole', ['load', 'capacity', 'served']],
  ['Lost and late requests', 'whole', ['lost', 'late']],
  ['Latency', 'parts', ['latency.p50', 'latency.p99']],
  ['Replicas', 'parts', ['replicas.desired', 'replicas.ready']],
  ['Pods without a node', 'whole', ['pods.pending']],
  ['Pods without a node, by reason', 'parts', ['pods.pendingBy']],
  ['Nodes', 'whole', ['nodes.ready', 'nodes.booting']],
  ['Cost', 'whole', ['cost.rate']],
  ['Utilisation', 'parts', ['utilisation.requested', 'utilisation.used']],
]

/** A chart for each group above that the results have series for, then one for each series that is in no group. */
export function chartPanels({ variants }: Results): Panel[] {
  const shown = variants.flatMap(({ series }) => series.filter(({ statistic }) => statistic !== 'max'))
  const byName = new Map(shown.map((series) => [series.name, series]))
  const seconds = Math.min(...variants.map(({ bucketSeconds }) => bucketSeconds))
  const grouped = new Set(CHARTS.flatMap(([, , names]) => names))
  const others = [...byName.keys()].filter((name) => !grouped.has(name))
  const charts = [...CHARTS, ...others.map((name) => [name, 'parts', [name]] as const)]
  return charts.flatMap(([title, of, names]) => {
    const present = names.flatMap((name) => byName.get(name) ?? [])
    return present.length === 0 ? [] : [chartPanel(title, of, present, seconds)]
  })
}

function chartPanel(title: string, of: 'whole' | 'parts', series: readonly Series[], seconds: number): Panel {
  return {
    type: 'timeseries',
    title,
    description: series.map((each) => exportedSeries(each).name).join(', '),
    width: 12,
    height: 9,
    datasource: DATASOURCE,
    interval: `${seconds}s`,
    fieldConfig: { defaults: { unit: displayUnit(series[0].unit), min: 0, custom: { lineWidth: 1 } }, overrides: [] },
    options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
    targets: series.map((each, index) => ({
      refId: letter(index),
      datasource: DATASOURCE,
      editorMode: 'code',
      range: true,
      expr: seriesQuery(each, of),
      legendFormat: `${each.name} {{variant}}${of === 'whole' ? '' : ' {{of}}'}`,
    })),
  }
}

/** Where several buckets fall on one point of the chart: the mean of means, and of percentiles the worst. */
function seriesQuery(series: Series, of: 'whole' | 'parts'): string {
  const { name } = exportedSeries(series)
  const labels = `${CHOSEN},statistic="${series.statistic}"${of === 'whole' ? ',of=""' : ''}`
  return `${series.statistic === 'mean' ? 'avg' : 'max'}_over_time(${name}{${labels}}[$__interval])`
}

function displayUnit(unit: string): string {
  const known: Readonly<Record<string, string>> = { 'req/s': 'reqps', s: 's', share: 'percentunit' }
  return known[unit] ?? (unit.includes('/') ? `suffix: ${unit}` : 'short')
}

/** One table for each kind of metric: metrics down, variants across, the mean over the chosen seeds. */
export function tablePanels({ metrics, variants }: Results): Panel[] {
  const kindOf = (name: string) => name.split('.')[0]
  const present = metrics.filter(({ name }) =>
    variants.some(({ samples }) => (samples[name] ?? []).some((value) => value !== null)),
  )
  return [...new Set(present.map(({ name }) => kindOf(name)))].map((kind) => {
    const ofKind = present.filter(({ name }) => kindOf(name) === kind)
    const docs = new Map(ofKind.map((metric) => [exportedMetric(metric, 'cluster').name, metric.doc]))
    return {
      type: 'table',
      title: `Summary: ${kind}`,
      description: [...docs].map(([name, doc]) => `${name}: ${doc}`).join('\n\n'),
      width: 12,
      height: 9,
      datasource: DATASOURCE,
      fieldConfig: { defaults: {}, overrides: [] },
      options: { showHeader: true },
      targets: [
        {
          refId: 'A',
          datasource: DATASOURCE,
          editorMode: 'code',
          format: 'table',
          instant: true,
          range: false,
          expr: summaryQuery([...docs.keys()]),
        },
      ],
      transformations: [
        { id: 'groupingToMatrix', options: { columnField: 'variant', rowField: 'metric', valueField: 'Value' } },
      ],
    }
  })
}

function summaryQuery(names: readonly string[]): string {
  const all = `last_over_time({__name__=~"${names.join('|')}",${CHOSEN}}[$__range])`
  return `label_join(avg by (__name__, resource, variant) (${all}), "metric", " ", "__name__", "resource")`
}

function letter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index)
}
