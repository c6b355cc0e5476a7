import type { PackingRecord, PodRecord } from '../../results/types.ts'
import type { ChartConfig } from '../charts/chart-config.ts'
import type { Language } from '../messages/message.ts'
import type { ClockFacts } from '../time-axis.ts'
import type { Scale } from '../units.ts'

/** A panel's readout: how its values are printed. */
export interface PanelFacts {
  readonly scale: Scale
  /** As the results name it. */
  readonly unit: string
}

export interface ChartFacts {
  /** In each language; lines name their column instead of holding data. */
  readonly configs: Readonly<Record<Language, ChartConfig>>
  /** On the common time axis. */
  readonly timed: boolean
  readonly panels: readonly PanelFacts[]
}

export interface VariantFacts {
  readonly name: string
  readonly packing: PackingRecord | null
  readonly pods: readonly PodRecord[]
  readonly decisions: readonly { readonly atSeconds: number; readonly text: string }[]
}

/** What the page's script is told: the reader of the page has nothing else. */
export interface PageFacts {
  readonly language: Language
  readonly clock: ClockFacts
  readonly charts: Readonly<Record<string, ChartFacts>>
  readonly columnLengths: readonly number[]
  readonly variants: readonly VariantFacts[]
  readonly pick: number
  /** Of the light theme's colours, the dark theme's for the same role. */
  readonly dark: Readonly<Record<string, string>>
  /** Texts that change with the language, by language and key. */
  readonly words: Readonly<Record<Language, Readonly<Record<string, string>>>>
  /** By number of the element: its texts and attributes in each language. */
  readonly translations: readonly Readonly<Record<Language, readonly string[]>>[]
}
