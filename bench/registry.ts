import type { BenchCase } from './case.ts'
import { eventQueue } from './cases/event-queue.ts'
import { formulaEval } from './cases/formula-eval.ts'
import { startupHelp } from './cases/startup-help.ts'

export const CASES: readonly BenchCase[] = [startupHelp, eventQueue, formulaEval]
