import { sha256Hex } from '../../src/base/digest.ts'
import { randomStream } from '../../src/base/random.ts'
import { compileFormula } from '../../src/formula/formula.ts'
import type { BenchCase } from '../case.ts'

const VARIABLES = ['weight', 'demandMatch', 'resourceMatch', 'constraintMatch'] as const
const ROWS = 1024

export const formulaEval: BenchCase = {
  name: 'formula-eval',
  doc: 'Evaluates the placement score of a scenario, weight * (demandMatch + resourceMatch + constraintMatch).',
  unit: 'evaluations/s',
  sizes: { small: 10_000, full: 100_000_000 },
  floor: 20_000_000,
  prepare(size) {
    const random = randomStream(1, 'bench/formula-eval')
    const rows = Array.from({ length: ROWS }, () => Float64Array.from(VARIABLES, () => random.uniform()))
    const formula = compileFormula('weight * (demandMatch + resourceMatch + constraintMatch)', VARIABLES)
    return () => {
      const sums = new Float64Array(ROWS)
      for (let i = 0; i < size; i++) sums[i % ROWS] += formula.evaluate(rows[i % ROWS])
      return { work: size, hash: sha256Hex(new Uint8Array(sums.buffer)) }
    }
  },
}
