import { ABSENT, BOOTING, FULL } from '../../../results/packing-bytes.ts'
import type { PackingRecord } from '../../../results/types.ts'
import { decoded, type HeatOptions } from '../../charts/heat-map.ts'
import type { ChartView } from './chart-view.ts'
import type { PageData } from './page-data.ts'
import { option, select, words } from './parts.ts'
import type { View } from './state.ts'

/** The heat map's choices, what it says of the time chosen, and one node in numbers. */
export function followPacking(page: PageData, view: View, charts: ReadonlyMap<string, ChartView>): void {
  const chart = charts.get('packing')
  const variants = select('packing-variant')
  const resources = select('packing-resource')
  const nodes = select('packing-node')
  if (chart === undefined || variants === null || resources === null || nodes === null) return
  const record = (): PackingRecord => page.variants[Number(variants.value)].packing!
  let cells: Uint8Array[] = []

  const choose = (): void => {
    const chosen = record()
    cells = chosen.shares.map(decoded)
    const kept = nodes.value
    nodes.replaceChildren(...chosen.rows.map(({ name }, row) => option(String(row), name)))
    if (kept !== '' && chosen.rows[Number(kept)] !== undefined) nodes.value = kept
    for (const config of Object.values(chart.facts.configs)) redirect(config.options, chosen, Number(resources.value))
    chart.spoil()
    tell()
  }
  const tell = (): void => {
    const chosen = record()
    const at = Math.min(chosen.samples - 1, Math.floor((view.cursor * page.clock.bucketSeconds) / chosen.everySeconds))
    summary(chosen, cells[Number(resources.value)], at, page, view)
    oneNode(chosen, cells, Number(nodes.value), at, page, view)
  }
  for (const control of [variants, resources]) control.addEventListener('change', choose)
  nodes.addEventListener('change', tell)
  view.on('cursor', tell)
  view.on('language', tell)
  chart.box.addEventListener('click', (event) => {
    const y = event.clientY - chart.box.getBoundingClientRect().top
    const row = Math.floor(chart.chart?.scales['y0'].getValueForPixel(y) ?? -1)
    if (record().rows[row] === undefined) return
    nodes.value = String(row)
    tell()
  })
  choose()
}

/** The configuration of the heat map, for another variant or resource. */
function redirect(options: Record<string, unknown>, record: PackingRecord, resource: number): void {
  const heat = (options['plugins'] as { simcapHeat: Mutable<HeatOptions> }).simcapHeat
  heat.rows = record.rows.length
  heat.bytes = record.shares[resource]
  const y = (options['scales'] as Record<string, Mutable<{ max: number; tickValues: number[]; tickLabels: string[] }>>)[
    'y0'
  ]
  const pools = record.rows.flatMap(({ pool }, row) => (record.rows[row - 1]?.pool === pool ? [] : [{ pool, row }]))
  y.max = record.rows.length
  y.tickValues = pools.map(({ row }) => row + 0.5)
  y.tickLabels = pools.map(({ pool }) => pool)
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** How many nodes there are and how full they are on average, at one instant. */
function summary(record: PackingRecord, cells: Uint8Array, at: number, page: PageData, view: View): void {
  const line = document.getElementById('packing-now')
  if (line === null) return
  let [ready, booting, sum] = [0, 0, 0]
  record.rows.forEach(({ nodes }, row) => {
    const byte = cells[row * record.samples + at]
    if (byte === BOOTING) booting += nodes
    else if (byte !== ABSENT) {
      ready += nodes
      sum += (byte / FULL) * nodes
    }
  })
  const share = ready === 0 ? '–' : `${Math.round((sum / ready) * 100)}\u00a0%`
  line.textContent = words(page, view, 'packingNow', { ready, booting, share })
}

/** One row of the map at one instant, every resource. */
function oneNode(
  record: PackingRecord,
  cells: Uint8Array[],
  row: number,
  at: number,
  page: PageData,
  view: View,
): void {
  const line = document.getElementById('packing-node-now')
  const node = record.rows[row]
  if (line === null || node === undefined) return
  const parts = record.resources.map((resource, r) => {
    const byte = cells[r][row * record.samples + at]
    if (byte === ABSENT) return words(page, view, 'absent')
    return byte === BOOTING ? words(page, view, 'booting') : `${resource} ${Math.round((byte / FULL) * 100)}\u00a0%`
  })
  const name = node.nodes === 1 ? node.name : words(page, view, 'rowOf', { name: node.name, count: node.nodes - 1 })
  line.textContent = `${name} (${node.pool}): ${[...new Set(parts)].join(', ')}`
}
