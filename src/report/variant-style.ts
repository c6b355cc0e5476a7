import type { Say } from './messages/messages.ts'
import type { Theme } from './palette.ts'

export type Shape = 'rect' | 'rectRot' | 'triangle' | 'circle' | 'crossRot' | 'cross'

/** How a variant is drawn everywhere: colour, dash and shape say the same thing three times. */
export interface VariantStyle {
  readonly role: 'baseline' | 'first' | 'second' | 'third' | 'context'
  readonly dash: readonly number[]
  readonly shape: Shape
  /** The recommended variant's line is heavier. */
  readonly heavy: boolean
}

const MARKS: Readonly<Record<VariantStyle['role'], { dash: readonly number[]; shape: Shape }>> = {
  baseline: { dash: [1.5, 3], shape: 'rect' },
  first: { dash: [7, 4], shape: 'rectRot' },
  second: { dash: [9, 3, 2, 3], shape: 'triangle' },
  third: { dash: [], shape: 'circle' },
  context: { dash: [], shape: 'circle' },
}

/** Variants without a colour of their own still have a mark and a dash of their own. */
const GREY_SHAPES: readonly Shape[] = ['circle', 'triangle', 'rectRot', 'crossRot', 'cross']
const GREY_DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [10, 3, 2, 3], [4, 2]]

/** Up to this many variants have a colour of their own: grey and three hues. */
const MOST_COLOURED = 4

/**
 * Styles parallel to the variants. One alone is no baseline. Few variants keep a colour by position; of many, only the baseline, the pick
 * and the runner-up have one, because a fourth hue is no longer told apart by everybody.
 */
export function variantStyles(count: number, ranking: readonly number[]): VariantStyle[] {
  const pick = ranking[0] ?? 0
  const runnerUp = ranking.find((index) => index !== pick && index !== 0) ?? -1
  let grey = 0
  return Array.from({ length: count }, (_, index) => {
    const role = count === 1 ? 'third' : count <= MOST_COLOURED ? byPosition(index) : byRank(index, pick, runnerUp)
    const { dash, shape } = MARKS[role]
    const own = role === 'context' ? grey++ % GREY_SHAPES.length : -1
    return {
      role,
      dash: GREY_DASHES[own] ?? dash,
      shape: GREY_SHAPES[own] ?? shape,
      heavy: count > 1 && index === pick,
    }
  })
}

function byPosition(index: number): VariantStyle['role'] {
  return (['baseline', 'first', 'second', 'third'] as const)[index] ?? 'context'
}

function byRank(index: number, pick: number, runnerUp: number): VariantStyle['role'] {
  if (index === 0) return 'baseline'
  if (index === pick) return 'third'
  return index === runnerUp ? 'first' : 'context'
}

export function colourOf(style: VariantStyle, theme: Theme): string {
  switch (style.role) {
    case 'baseline':
      return theme.baseline
    case 'first':
      return theme.variants[0]
    case 'second':
      return theme.variants[1]
    case 'third':
      return theme.variants[2]
    case 'context':
      return theme.context
  }
}

/** Names of what is drawn alike, for a key. */
export function groupName(say: Say, names: readonly string[]): string {
  return names.length <= 6 ? names.join(', ') : say('chart.others', { count: names.length })
}
