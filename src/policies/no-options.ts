import { z } from 'zod'

/** The options of a plugin that has none. */
export const noOptions = z.strictObject({})

export type NoOptions = z.output<typeof noOptions>
