import type { z } from 'zod'

/** What a field needs to know of a plugin. */
export interface PluginEntry {
  readonly name: string
  readonly doc: string
  readonly options: z.ZodType
}

/** The plugin that a scenario chose, with decoded options. */
export interface PluginChoice {
  readonly name: string
  readonly options: unknown
}

export declare function pluginField(kind: string, plugins: () => readonly PluginEntry[]): z.ZodType<PluginChoice, unknown>
