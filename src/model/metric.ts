export type Better = 'lower' | 'higher' | 'neither'

/** What a summary number means. */
export interface MetricDefinition {
  /** Dotted path from the thing to the statistic: `cost.total`, `pods.pending.secondsTotal`. */
  readonly name: string
  /** 's', 'req', 'pods', 'nodes', 'share' (0 to 1), 'currency', 'currency/h', '1' … */
  readonly unit: string
  readonly better: Better
  readonly doc: string
}
