import { continueDrain } from '../apply/drain.ts'
import type { Handler } from './types.ts'

/** A node that is being emptied is looked at again. */
export const nodeDrain: Handler = (run, node, number) => continueDrain(run, node, number)
