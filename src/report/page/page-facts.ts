import { deflateSync } from 'node:zlib'
import type { Results } from '../../results/types.ts'
import type { ChartConfig, Dataset, Drawing } from '../charts/chart-config.ts'
import { packedColumns } from '../charts/columns.ts'
import type { Values } from '../charts/values.ts'
import type { Language } from '../messages/message.ts'
import { speaker } from '../messages/messages.ts'
import { darkColours } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Bilingual } from './bilingual.ts'
import { isTimed } from './charts-section.ts'
import type { ChartFacts, PageFacts } from './facts.ts'

export interface PageText {
  readonly context: ReportContext
  readonly drawings: readonly Drawing[]
}

/** What the page's script is told, as two compressed texts: facts as JSON, series as columns of numbers. */
export function embeddedFacts(
  texts: Readonly<Record<Language, PageText>>,
  first: Language,
  translations: Bilingual['translations'],
): { readonly facts: string; readonly columns: string } {
  const store = new ColumnStore()
  const { results, clock, verdict } = texts[first].context
  const charts = Object.fromEntries(
    texts[first].drawings.map((drawing, at) => [drawing.name, chartFacts(texts, drawing, at, store)]),
  )
  const facts: PageFacts = {
    language: first,
    clock,
    charts,
    columnLengths: store.columns.map((column) => column.length),
    variants: variantFacts(results),
    pick: verdict.pick,
    dark: darkColours(),
    words: { en: scriptWords(texts.en.context), zh: scriptWords(texts.zh.context) },
    translations,
  }
  return { facts: deflated(Buffer.from(JSON.stringify(facts))), columns: deflated(packedColumns(store.columns)) }
}

function deflated(bytes: Uint8Array): string {
  return deflateSync(bytes, { level: 9 }).toString('base64')
}

/** Every series once, however many charts and languages show it. */
class ColumnStore {
  readonly columns: Values[] = []
  private readonly known = new Map<Values, number>()

  numberOf(values: Values): number {
    const before = this.known.get(values)
    if (before !== undefined) return before
    this.known.set(values, this.columns.push(values) - 1)
    return this.columns.length - 1
  }
}

function chartFacts(
  texts: Readonly<Record<Language, PageText>>,
  drawing: Drawing,
  at: number,
  store: ColumnStore,
): ChartFacts {
  const numberOf = (values: Values | undefined): number | null => (values === undefined ? null : store.numberOf(values))
  const columns = drawing.config.data.datasets.map(
    ({ values, readOut }): Columns => ({ drawn: numberOf(values), read: numberOf(readOut) }),
  )
  const inLanguage = (language: Language): ChartConfig => {
    const { config } = texts[language].drawings[at]!
    return {
      ...config,
      data: { datasets: config.data.datasets.map((dataset, i) => withColumns(dataset, columns[i]!)) },
    }
  }
  return {
    configs: { en: inLanguage('en'), zh: inLanguage('zh') },
    timed: isTimed(drawing),
    panels: (drawing.readouts ?? []).map(({ scale, unit }) => ({ scale, unit })),
  }
}

interface Columns {
  readonly drawn: number | null
  readonly read: number | null
}

function withColumns(dataset: Dataset, { drawn, read }: Columns): Dataset {
  const { values, readOut, ...rest } = dataset
  const column = values !== undefined && { column: drawn }
  return { ...rest, ...column, ...(readOut !== undefined && { readOutColumn: read }) }
}

function variantFacts({ variants }: Results): PageFacts['variants'] {
  return variants.map(({ name, packing, pods, decisions }) => ({
    name,
    packing: packing ?? null,
    pods: pods ?? [],
    decisions: decisions.map(({ atSeconds, actor, decision }) => ({ atSeconds, text: `${actor}: ${decision}` })),
  }))
}

/** Texts that the script fills in itself. */
function scriptWords({ results, language }: ReportContext): Record<string, string> {
  const say = speaker(language)
  const stages = ['created', 'bound', 'starting', 'warming', 'ready', 'stopping', 'gone'] as const
  return {
    title: say('page.title', { name: results.name, tool: results.tool.name }),
    noDecision: say('charts.noDecision'),
    packingNow: say('packing.now'),
    rowOf: say('packing.rowOf'),
    absent: say('packing.absent'),
    booting: say('packing.booting'),
    onNode: say('pods.onNode'),
    nowhere: say('pods.nowhere'),
    ...Object.fromEntries(stages.map((stage) => [`stage.${stage}`, say(`stage.${stage}`)])),
  }
}
