import { expect } from 'vitest'
import type { Rejection } from '../../src/policies/types.ts'

/** What a filter vector says of a node. */
export interface ExpectedVerdict {
  readonly fits: boolean
  readonly status?: string
  readonly reasons?: readonly string[]
}

type Verdicts = ReadonlyMap<string, Rejection | null> | 'Skip'

/** A node's verdict as kube-scheduler's status code. */
export function statusOf(verdicts: Verdicts, node: string): string {
  const verdict = verdicts === 'Skip' ? null : verdicts.get(node)
  if (verdict === undefined) return `no node ${node}`
  if (verdict === null) return 'Success'
  return verdict.resolvable ? 'Unschedulable' : 'UnschedulableAndUnresolvable'
}

/** Checks every node that the vector names, and that a filter with nothing to check says so. */
export function expectVerdicts(
  verdicts: Verdicts,
  expected: Readonly<Record<string, ExpectedVerdict>>,
  expectedPreFilter: string | undefined,
): void {
  if (expectedPreFilter === 'Skip') expect(verdicts).toBe('Skip')
  for (const [node, { fits, status, reasons }] of Object.entries(expected)) {
    const found = statusOf(verdicts, node)
    expect(found === 'Success', `${node} fits`).toBe(fits)
    if (status !== undefined) expect(found, node).toBe(status)
    if (reasons !== undefined && verdicts !== 'Skip') expect(verdicts.get(node)?.reasons, node).toEqual(reasons)
  }
}
