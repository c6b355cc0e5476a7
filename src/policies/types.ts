import type { z } from 'zod'

/** What every policy plugin says of itself. */
export interface PolicyPlugin<Options> {
  readonly name: string
  /** One sentence for `simcap list` and the reference. */
  readonly doc: string
  readonly options: z.ZodType<Options>
}
