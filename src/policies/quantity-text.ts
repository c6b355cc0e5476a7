import { z } from 'zod'
import { unreadable } from '../base/issue.ts'
import { parseQuantity, QUANTITY_PATTERN } from '../base/quantity.ts'

/** A Kubernetes quantity inside an object that is kept as it was written. */
export function quantityText() {
  return z
    .union([z.string().meta({ pattern: QUANTITY_PATTERN, examples: ['500m', '10', '1Gi'] }), z.number()])
    .check(({ value, issues }) => {
      try {
        parseQuantity(String(value))
      } catch (error) {
        issues.push(unreadable(value, error))
      }
    })
}
