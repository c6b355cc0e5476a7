import { durationField } from '../base/fields.ts'

/** How often a policy looks: never twice at the same instant. */
export function periodField() {
  return durationField().refine((us) => us > 0, {
    error: 'a period of 0s never ends',
    params: { hint: 'write for instance 15s' },
  })
}
