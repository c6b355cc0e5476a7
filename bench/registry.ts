import type { BenchCase } from './case.ts'
import { eventQueue } from './cases/event-queue.ts'
import { formulaEval } from './cases/formula-eval.ts'
import { startupHelp } from './cases/startup-help.ts'
import { staticPolicy } from './cases/static-policy-1k-10k-24h.ts'

export const CASES: readonly BenchCase[] = [startupHelp, staticPolicy, eventQueue, formulaEval]
