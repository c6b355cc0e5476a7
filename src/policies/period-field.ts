import { durationField } from '../base/fields.ts'
import { US_PER_MS } from '../base/time.ts'

/** Controllers look every few seconds; far below, a day of looking would take longer than a day of simulating is worth. */
const PERIOD_MIN_US = 100 * US_PER_MS

/** How often a policy looks. */
export function periodField() {
  return durationField().refine((us) => us >= PERIOD_MIN_US, {
    error: 'a policy looks ten times a second at most',
    params: { hint: 'write for instance 15s' },
  })
}
