import { describe, expect, test } from 'vitest'
import { explainPod } from '../../src/explain.ts'
import { renderExplanation } from '../../src/report/explain-text.ts'
import { SECOND } from '../builders/amounts.ts'
import { job, nodeShape, pool, scenario, variant } from '../builders/model.ts'

type Parts = Parameters<typeof variant>[0]

function explained(parts: Parts, pod: string, atUs: number) {
  const answer = explainPod(scenario(), variant(parts), { pod, atUs })
  if ('problem' in answer) throw new Error(answer.problem)
  return answer
}

const text = (...args: Parameters<typeof explained>) => renderExplanation(explained(...args), 'USD')

describe('a pod that waits for its gang', () => {
  // Room for three: a first gang of two works for a minute from 0 s on, and the four that come at 10 s need four, or as many as is said.
  const pools = [pool({ count: 1, shape: nodeShape({ cpu: 3, memory: 64 }) })]
  const gangOf = (size: number, second: number, minCount: number | null, timeoutUs: number | null = null) =>
    job({
      name: size === 4 ? 'train' : 'early',
      arrivals: { kind: 'at', timesUs: [second * SECOND] },
      parallelism: size,
      completions: size,
      gang: { minCount, timeoutUs, backfill: true },
    })
  const early = gangOf(2, 0, null)

  test('is told how many have a node, how many would find one, what keeps out the rest, and until when it waits', () => {
    const workloads = [early, gangOf(4, 10, 3, 45 * SECOND)]
    expect(text({ pools, workloads }, 'train-0-2', 20 * SECOND)).toBe(
      `train-0-2 has no node at 20s in variant plain; it has waited for 10s.

1/1 nodes are available

It is one of a gang of 4 pods, of which 3 must have nodes together. None has one. 1 of them would find one now; nothing is held for it.
The next one: 0/1 nodes are available: 1 Insufficient cpu.
The gang is given up at 55s.
`,
    )
    expect(explained({ pools, workloads }, 'train-0-2', 20 * SECOND).pending?.gang).toEqual({
      members: 4,
      onNodes: 0,
      needed: 3,
      placeable: 1,
      blocked: '0/1 nodes are available: 1 Insufficient cpu.',
      timeoutAtSeconds: 55,
    })
  })

  test('when not even one fits, and nothing ends the wait', () => {
    const full = [gangOf(2, 0, null), job({ name: 'third', parallelism: 1 })]
    const shown = text({ pools, workloads: [...full, gangOf(4, 10, null)] }, 'train-0-0', 20 * SECOND)
    expect(shown).toContain(
      'It is one of a gang of 4 pods, of which 4 must have nodes together. None has one. None of them would find one now.\nThe gang has no timeout.\n',
    )
    expect(shown).toContain('Smallest change that lets it in: add one node to pool general')
  })

  test('one that comes beyond the minimum waits for itself', () => {
    const workloads = [gangOf(4, 10, 3, 45 * SECOND)]
    const shown = text({ pools, workloads }, 'train-0-3', 20 * SECOND)
    expect(shown).toContain(
      'It is one of a gang of 4 pods, of which 3 must have nodes together. 3 have one. It may go alone.\n',
    )
    expect(explained({ pools, workloads }, 'train-0-3', 20 * SECOND).pending?.gang?.timeoutAtSeconds).toBeNull()
  })

  test('nothing of it is told of other pods', () => {
    expect(
      explained({ pools, workloads: [job({ parallelism: 4 })] }, 'batch-0-3', SECOND).pending?.gang,
    ).toBeUndefined()
  })
})
