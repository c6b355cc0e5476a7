import { z } from 'zod'
import { durationField, rateField } from '../../base/fields.ts'
import { issue } from '../../base/issue.ts'
import { stepFunction } from '../step-function.ts'
import type { CurvePlugin } from '../types.ts'

interface Step {
  readonly at: number
  readonly rate: number
}

const options = z
  .array(z.strictObject({ at: durationField(), rate: rateField() }))
  .min(1)
  .check((context) => {
    const index = context.value.findIndex((step, i, list) => i > 0 && step.at <= list[i - 1].at)
    if (index < 0) return
    const message = 'a step must come after the step before it'
    context.issues.push(
      issue(context.value, message, 'put the steps in the order of time, each `at` once', [index, 'at']),
    )
  })

export const steps: CurvePlugin<readonly Step[]> = {
  name: 'steps',
  doc: 'A list of rates, each from its `at` (counted from the start) until the next; 0 before the first.',
  options,
  build: (list) =>
    stepFunction(
      list.map((step) => step.at),
      list.map((step) => step.rate),
    ),
}
