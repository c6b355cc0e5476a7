/**
 * A named plugin with its decoded options, as the scenario chose it.
 * `data` is what the plugin read from the scenario's files (a CSV's points, say); most plugins have none.
 */
export interface PluginRef {
  readonly name: string
  readonly options: unknown
  readonly data?: unknown
}
