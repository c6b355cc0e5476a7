import type { Problem } from '../base/problem.ts'
import { parsePath } from './path.ts'
import { readYaml } from './read-yaml.ts'
import { setAt } from './set-path.ts'
import { positionOf, type SourceText, sourceText } from './source-text.ts'
import type { TreeNode } from './tree.ts'
import { PATH_HINT } from './variants.ts'

interface Overridden {
  readonly tree: TreeNode
  readonly problems: readonly Problem[]
}

/**
 * The document with the `path=value` texts of the command line carried out, and its seed replaced. Problems point into those
 * texts, as if each were a file of one line.
 */
export function applyOverrides(tree: TreeNode, sets: readonly string[], seed: string | null): Overridden {
  const problems: Problem[] = []
  let changed = tree
  for (const source of overrideTexts(sets, seed)) {
    const result = override(changed, source)
    if ('kind' in result) changed = result
    else problems.push(...result.problems)
  }
  return { tree: changed, problems }
}

/** The texts that problems of overrides point into. */
export function overrideTexts(sets: readonly string[], seed: string | null): SourceText[] {
  const texts = sets.map((set, index) => sourceText(sets.length === 1 ? '--set' : `--set ${index + 1}`, set))
  return seed === null ? texts : [...texts, sourceText('--seed', `seed=${seed}`)]
}

function override(tree: TreeNode, source: SourceText): TreeNode | { readonly problems: readonly Problem[] } {
  const equals = source.text.indexOf('=')
  const pathText = source.text.slice(0, Math.max(0, equals)).trim()
  const path = parsePath(pathText)
  const keySpan = { source, start: 0, end: equals === -1 ? source.text.length : equals }
  const refuse = (message: string, hint: string | null) => {
    return { problems: [{ path: pathText, message, hint, file: source.file, position: positionOf(keySpan) }] }
  }
  if (equals === -1) return refuse('there is no "="', 'write --set path=value')
  if (path === null) return refuse(`"${pathText}" is not a path`, PATH_HINT)
  const value = readYaml(source, ' '.repeat(equals + 1) + source.text.slice(equals + 1))
  if ('problems' in value) return value
  const result = setAt(tree, path, value.tree, keySpan)
  return 'kind' in result ? result : refuse(result.message, result.hint)
}
