import { readableText, readYaml } from '../scenario/read-yaml.ts'
import { positionOf } from '../scenario/source-text.ts'
import { nameOf, nodeAt, type TreeNode } from '../scenario/tree.ts'

/** Where a scenario's file says what it is held against: lines from 1, the first where nothing is written. */
export interface RuleLines {
  expectation(index: number): number
  variant(name: string): number
}

export function ruleLines(text: string, file: string): RuleLines {
  const read = readYaml(readableText(file, text))
  const tree = 'tree' in read ? read.tree : null
  const variants = tree === null ? null : nodeAt(tree, ['variants'])
  return {
    expectation: (index) => lineOf(tree === null ? null : nodeAt(tree, ['expect', index])),
    variant: (name) =>
      lineOf(variants?.kind === 'list' ? (variants.items.find((item) => nameOf(item) === name) ?? null) : null),
  }
}

const lineOf = (node: TreeNode | null): number => (node === null ? 1 : positionOf(node.span).line)
