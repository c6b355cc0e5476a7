import type { Reporter } from 'vitest/node'

interface Counter {
  readonly covered: number
  readonly total: number
  readonly pct: number
}

interface CoverageMap {
  getCoverageSummary(): Readonly<Record<'statements' | 'branches' | 'functions' | 'lines', Counter>>
}

/** Prints the coverage in one line before the closing lines of the run, which stay the last thing that CI shows. */
export default class CoverageLine implements Reporter {
  onCoverage(coverage: unknown): void {
    const summary = (coverage as CoverageMap).getCoverageSummary()
    const parts = (['lines', 'branches', 'functions'] as const).map((what) => {
      const { covered, total, pct } = summary[what]
      return `${what} ${pct} % (${covered}/${total})`
    })
    console.log(`Coverage of src: ${parts.join(', ')}\n`)
  }
}
