import type { Problem } from '../base/problem.ts'
import { finding, toProblem } from './finding.ts'
import type { InputFiles } from './input-files.ts'
import { pathsIn } from './parts.ts'
import type { Path } from './path.ts'
import { readableText, readYaml } from './read-yaml.ts'
import { setAt } from './set-path.ts'
import { nodeAt, type TreeNode } from './tree.ts'

const POLICY = 'kube-scheduler-config'

/**
 * The document with every `kube-scheduler-config: { file: … }` replaced by what the file holds, so that it is checked like a
 * configuration in the scenario itself, and what is wrong with it is told where it stands in the file.
 */
export function inlineSchedulerFiles(
  tree: TreeNode,
  files: InputFiles,
): { readonly tree: TreeNode; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  let changed = tree
  for (const owner of [['policies'], ...pathsIn(tree, ['variants'])]) {
    const path = [...owner, 'placement', POLICY]
    const file = nodeAt(tree, [...path, 'file'])
    const place = nodeAt(tree, path)
    if (file?.kind !== 'scalar' || typeof file.value !== 'string' || place?.kind !== 'map') continue
    const read = readConfiguration(tree, path, file.value, files)
    if ('problems' in read) problems.push(...read.problems)
    const configuration = 'problems' in read ? { ...place, entries: new Map() } : read.tree
    const result = setAt(changed, path, configuration, file.span)
    if ('kind' in result) changed = result
  }
  return { tree: changed, problems }
}

function readConfiguration(
  tree: TreeNode,
  path: Path,
  file: string,
  files: InputFiles,
): { readonly tree: TreeNode } | { readonly problems: readonly Problem[] } {
  const where = [...path, 'file']
  const place = nodeAt(tree, path)
  if (place?.kind === 'map' && place.entries.size > 1) {
    const message = '`file` beside a configuration'
    return { problems: [toProblem(tree, { ...finding(where, message, 'keep one of them'), at: 'key' })] }
  }
  const content = files.readText(file)
  if ('problem' in content) return { problems: [toProblem(tree, finding(where, content.problem))] }
  const read = readYaml(readableText(file, content.text))
  if ('problems' in read || read.tree.kind === 'map') return read
  return { problems: [toProblem(tree, finding(where, `${file} holds no KubeSchedulerConfiguration`))] }
}
