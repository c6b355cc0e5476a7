import { expect } from 'vitest'
import type { Rejection } from '../../src/policies/placement/types.ts'

/** A node's verdict as the vectors write it. */
export interface ExpectedVerdict {
  readonly fits: boolean
  readonly status?: string
  /** A word of the file for the reason, or the reasons themselves. */
  readonly reason?: string
  readonly reasons?: readonly string[]
}

/** Every node passes or fails as the vector says, with its status and, where it names one, its reason in kube-scheduler's words. */
export function expectVerdicts(
  verdicts: ReadonlyMap<string, Rejection | null> | 'Skip',
  vector: {
    readonly expectedPreFilter?: string
    readonly expected: Readonly<Record<string, ExpectedVerdict>>
  },
  words: Readonly<Record<string, string>> = {},
): void {
  const names = Object.keys(vector.expected)
  if (vector.expectedPreFilter === 'Skip') {
    if (verdicts !== 'Skip') expect([...verdicts.values()], 'nothing to check').toEqual(names.map(() => null))
    return
  }
  for (const name of names) {
    const { fits, status = fits ? 'Success' : undefined, reason, reasons } = vector.expected[name]
    const verdict = verdicts === 'Skip' ? null : (verdicts.get(name) as Rejection | null)
    expect({ name, fits: verdict === null }).toEqual({ name, fits })
    if (status !== undefined) expect({ name, status: statusOf(verdict) }).toEqual({ name, status })
    if (reason !== undefined) expect(verdict?.reasons).toEqual([words[reason]])
    if (reasons !== undefined) expect(verdict?.reasons).toEqual(reasons)
  }
  if (verdicts !== 'Skip') expect([...verdicts.keys()].sort()).toEqual([...names].sort())
}

export function statusOf(verdict: Rejection | null): string {
  if (verdict === null) return 'Success'
  return verdict.resolvable ? 'Unschedulable' : 'UnschedulableAndUnresolvable'
}
