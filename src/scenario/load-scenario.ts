import type { Problem } from '../base/problem.ts'
import type { Scenario } from '../model/scenario.ts'
import { applyOverrides } from './apply-overrides.ts'
import { assembleScenario } from './assemble-scenario.ts'
import { checkEvents } from './check-events.ts'
import { checkQuotas } from './check-queues.ts'
import { checkRequests } from './check-requests.ts'
import { examine } from './examine.ts'
import { sortProblems, toProblem } from './finding.ts'
import { firstComment } from './first-comment.ts'
import { InputFiles, type ScenarioFiles } from './input-files.ts'
import { pathsIn } from './parts.ts'
import { emptyText, readableText, readYaml } from './read-yaml.ts'
import { variantTree } from './variants.ts'

export interface LoadOptions {
  readonly files: ScenarioFiles
  /** `path=value` texts that change the document before it is checked. */
  readonly sets?: readonly string[]
  /** Takes the place of the document's seed. */
  readonly seed?: string | null
}

export type Loaded = { readonly scenario: Scenario } | { readonly problems: readonly Problem[] }

/** Reads and checks a scenario; either nothing is wrong with it, or everything that is wrong is said at once. */
export function loadScenario(text: string, fileName: string, options: LoadOptions): Loaded {
  const source = readableText(fileName, text)
  const read = readYaml(source)
  if ('problems' in read) return { problems: sortProblems(read.problems) }
  if (read.tree.kind === 'scalar' && read.tree.value === null) return { problems: [emptyText(source)] }
  const { tree, problems } = applyOverrides(read.tree, options.sets ?? [], options.seed ?? null)
  const files = new InputFiles(options.files)
  const base = examine(tree, files)
  const variants = pathsIn(tree, ['variants']).map((path) => {
    const changed = variantTree(tree, path)
    const seen = changed.tree === tree ? base : examine(changed.tree, files)
    return { world: seen.world, problems: [...changed.problems, ...seen.problems] }
  })
  const all = [...problems, ...base.problems, ...variants.flatMap((variant) => variant.problems)]
  if (all.length > 0 || base.world === null) return { problems: sortProblems(all) }
  const worlds = variants.flatMap(({ world }) => world ?? [])
  const scenario = assembleScenario(base.world, worlds, firstComment(source.text), files.records())
  const requests = checkRequests(scenario, base.world.document.maxRequests)
  const late = [...checkEvents(scenario), ...requests, ...checkQuotas(tree, scenario)]
  return late.length === 0 ? { scenario } : { problems: late.map((finding) => toProblem(tree, finding)) }
}
