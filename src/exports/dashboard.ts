import type { Results } from '../results/types.ts'
import { chartPanels, type Panel, tablePanels } from './dashboard-panels.ts'
import { summaryFamilies } from './metric-families.ts'
import { startOf } from './series-table.ts'

/** Of the dashboard's shape, as Grafana 10.3 writes it; newer ones bring it up to date themselves. */
const SCHEMA_VERSION = 39

/** Grafana's grid. */
const COLUMNS = 24

/** A Grafana dashboard for the names that the OpenMetrics text has: charts of the series, then tables of the summaries. */
export function dashboardText(results: Results): string {
  const dashboard = {
    uid: 'simcap',
    title: 'simcap',
    description: 'Variants of a simulated cluster side by side.',
    tags: ['simcap'],
    schemaVersion: SCHEMA_VERSION,
    version: 1,
    editable: true,
    // One crosshair for all charts.
    graphTooltip: 1,
    timezone: 'utc',
    refresh: '',
    time: timeRange(results),
    annotations: { list: [] },
    links: [],
    templating: { list: variables(results) },
    panels: placed([...chartPanels(results), ...tablePanels(results)]),
  }
  return `${JSON.stringify(dashboard, null, 2)}\n`
}

function timeRange(results: Results): { readonly from: string; readonly to: string } {
  const startMs = startOf(results)
  if (startMs === null) return { from: 'now-24h', to: 'now' }
  return {
    from: new Date(startMs).toISOString(),
    to: new Date(startMs + results.durationSeconds * 1000).toISOString(),
  }
}

function variables(results: Results): unknown[] {
  const [{ name: anyMetric }] = summaryFamilies(results)
  const chosen = (name: string, among: string, current: unknown, isMulti: boolean) => {
    const query = `label_values(${anyMetric}${among}, ${name})`
    return {
      name,
      label: name,
      type: 'query',
      datasource: { type: 'prometheus', uid: '$datasource' },
      query: { query, refId: 'variable' },
      definition: query,
      // Again whenever the time range changes: what has no sample in it is not offered.
      refresh: 2,
      sort: 0,
      multi: isMulti,
      includeAll: isMulti,
      current,
      options: [],
      hide: 0,
    }
  }
  const all = { selected: true, text: ['All'], value: ['$__all'] }
  const here = { selected: true, text: results.name, value: results.name }
  return [
    { name: 'datasource', label: 'data source', type: 'datasource', query: 'prometheus', current: {}, hide: 0 },
    chosen('scenario', '', here, false),
    chosen('variant', '{scenario=~"$scenario"}', all, true),
    chosen('seed', '{scenario=~"$scenario"}', all, true),
  ]
}

/** Panels from left to right and from top to bottom, all of a line as high as each other. */
function placed(panels: readonly Panel[]): unknown[] {
  let [x, y] = [0, 0]
  return panels.map(({ width, height, ...panel }, index) => {
    if (x + width > COLUMNS) [x, y] = [0, y + height]
    const gridPos = { x, y, w: width, h: height }
    x += width
    return { id: index + 1, ...panel, gridPos }
  })
}
