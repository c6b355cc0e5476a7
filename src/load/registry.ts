import { curveCodec } from './curve-codec.ts'
import { constant } from './curves/constant.ts'
import { csv } from './curves/csv.ts'
import { daily } from './curves/daily.ts'
import { expression } from './curves/expression.ts'
import { ramp } from './curves/ramp.ts'
import { repeatOf } from './curves/repeat.ts'
import { scaleOf } from './curves/scale.ts'
import { spike } from './curves/spike.ts'
import { steps } from './curves/steps.ts'
import { sumOf } from './curves/sum.ts'
import type { CurvePlugin } from './types.ts'

/** A curve inside a curve, and wherever else a scenario wants one: a single schema, so that the JSON Schema names it once. */
export const CURVE = curveCodec(() => CURVES)

/** Every load curve that a scenario can name. */
export const CURVES: readonly CurvePlugin[] = [
  constant,
  steps,
  daily,
  spike,
  ramp,
  sumOf(CURVE),
  scaleOf(CURVE),
  repeatOf(CURVE),
  expression,
  csv,
] as readonly CurvePlugin[]
