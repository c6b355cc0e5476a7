import { curveCodec } from './curve-codec.ts'
import { azureFunctions } from './curves/azure-functions.ts'
import { clipOf } from './curves/clip.ts'
import { constant } from './curves/constant.ts'
import { csv } from './curves/csv.ts'
import { daily } from './curves/daily.ts'
import { eventOf } from './curves/event.ts'
import { expression } from './curves/expression.ts'
import { growthOf } from './curves/growth.ts'
import { noiseOf } from './curves/noise.ts'
import { prometheus } from './curves/prometheus.ts'
import { ramp } from './curves/ramp.ts'
import { repeatOf } from './curves/repeat.ts'
import { requestTrace } from './curves/request-trace.ts'
import { scaleOf } from './curves/scale.ts'
import { shiftOf } from './curves/shift.ts'
import { spike } from './curves/spike.ts'
import { steps } from './curves/steps.ts'
import { sumOf } from './curves/sum.ts'
import { weeklyOf } from './curves/weekly.ts'
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
  shiftOf(CURVE),
  clipOf(CURVE),
  weeklyOf(CURVE),
  eventOf(CURVE),
  growthOf(CURVE),
  noiseOf(CURVE),
  expression,
  csv,
  prometheus,
  azureFunctions,
  requestTrace,
] as readonly CurvePlugin[]
