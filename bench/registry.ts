import type { BenchCase } from './case.ts'
import { autoscaleDay50 } from './cases/autoscale-day-50.ts'
import { churn10k1m20 } from './cases/churn-10k-1m-20.ts'
import { churn10k1m200 } from './cases/churn-10k-1m-200.ts'
import { churn100k1m50 } from './cases/churn-100k-1m-50.ts'
import { churnSpread10k20 } from './cases/churn-spread-10k-20.ts'
import { consolidate1k } from './cases/consolidate-1k.ts'
import { dynamic1k100k } from './cases/dynamic-1k-100k.ts'
import { eventQueue1m } from './cases/event-queue-1m.ts'
import { fgdAll } from './cases/fgd-all.ts'
import { fgdDefault42 } from './cases/fgd-default-42.ts'
import { firstfit10k100k } from './cases/firstfit-10k-100k.ts'
import { fluidDay50 } from './cases/fluid-day-50.ts'
import { formulaEval } from './cases/formula-eval.ts'
import { full100kWaiting } from './cases/full-100k-waiting.ts'
import { growth20 } from './cases/growth-20.ts'
import { keepalive900k } from './cases/keepalive-900k.ts'
import { requestsMm10 } from './cases/requests-mm10.ts'
import { startupHelp } from './cases/startup-help.ts'
import { static1k10k } from './cases/static-1k-10k.ts'
import { staticPolicy } from './cases/static-policy-1k-10k-24h.ts'

export const CASES: readonly BenchCase[] = [
  startupHelp,
  staticPolicy,
  static1k10k,
  dynamic1k100k,
  firstfit10k100k,
  churn10k1m20,
  churn10k1m200,
  churn100k1m50,
  churnSpread10k20,
  growth20,
  autoscaleDay50,
  consolidate1k,
  full100kWaiting,
  fgdDefault42,
  fgdAll,
  fluidDay50,
  eventQueue1m,
  formulaEval,
  requestsMm10,
  keepalive900k,
]
