import { parseDocument, type YAMLError } from 'yaml'
import type { Problem } from '../base/problem.ts'
import { type TextFault, TOO_DEEP, TreeBuilder } from './build-tree.ts'
import { MAX_SCENARIO_BYTES } from './limits.ts'
import { positionOf, type SourceText, sourceText } from './source-text.ts'
import type { TreeNode } from './tree.ts'

type YamlRead = { readonly tree: TreeNode } | { readonly problems: readonly Problem[] }

/**
 * Reads YAML 1.2 (so also JSON) into a tree; aliases and merge keys are expanded, shared and counted. `text` is what is read
 * when that is only part of the source: blanked out around it, so that places stay right.
 */
export function readYaml(source: SourceText, text: string = source.text): YamlRead {
  const unreadable = unreadableReason(text)
  if (unreadable !== null) return { problems: [faultProblem(source, { start: 0, end: 0, ...unreadable })] }
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false })
  const syntax = syntaxFaults([...document.errors, ...document.warnings]).map((fault) => faultProblem(source, fault))
  if (syntax.length > 0) return { problems: firstOfEachLine(syntax) }
  const builder = new TreeBuilder(source)
  const tree = builder.build(document.contents)
  if (builder.faults.length > 0) return { problems: builder.faults.map((fault) => faultProblem(source, fault)) }
  return { tree }
}

/** A source text as the reader wants it: without the byte order mark that some editors put first. */
export function readableText(file: string, text: string): SourceText {
  return sourceText(file, text.startsWith('\ufeff') ? text.slice(1) : text)
}

/** What is wrong with a text that holds nothing, or nothing but comments. */
export function emptyText(source: SourceText): Problem {
  const hint = '"simcap init" writes a commented starter scenario'
  return { path: '', message: 'the scenario is empty', hint, file: source.file, position: null }
}

function unreadableReason(text: string): { message: string; hint: string | null } | null {
  if (text.length > MAX_SCENARIO_BYTES) {
    return {
      message: `the text has ${(text.length / 1024 / 1024).toFixed(1)} MiB; a scenario may have ${MAX_SCENARIO_BYTES / 1024 / 1024} MiB`,
      hint: 'keep long lists in CSV files beside the scenario: "nodes: { csv: … }" for nodes, "csv: { file: … }" for load',
    }
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what tells a binary file from a text
  if (/[\0-\x08\x0e-\x1f]/.test(text)) {
    return { message: 'this is not a text file', hint: 'a scenario is YAML or JSON; "simcap init" writes a starter' }
  }
  return null
}

function faultProblem(source: SourceText, fault: TextFault): Problem {
  const position = positionOf({ source, start: fault.start, end: Math.max(fault.end, fault.start + 1) })
  return { path: '', message: fault.message, hint: fault.hint, file: source.file, position }
}

/** After the first fault of a line a YAML reader mostly reports consequences. */
function firstOfEachLine(problems: readonly Problem[]): Problem[] {
  const lines = new Set<number | undefined>()
  return problems.filter(({ position }) => !lines.has(position?.line) && lines.add(position?.line))
}

function syntaxFaults(errors: readonly YAMLError[]): TextFault[] {
  const exhausted = errors.find((error) => error.code === 'RESOURCE_EXHAUSTION')
  if (exhausted) return [{ start: exhausted.pos[0], end: exhausted.pos[1], ...TOO_DEEP }]
  return errors.map((error) => ({
    start: error.pos[0],
    end: error.pos[1],
    message: SYNTAX_MESSAGES[error.code]?.message ?? decapitalise(error.message),
    hint: SYNTAX_MESSAGES[error.code]?.hint ?? null,
  }))
}

const SYNTAX_MESSAGES: Partial<Record<YAMLError['code'], { message: string; hint: string }>> = {
  TAB_AS_INDENT: {
    message: 'a tab is used as indentation',
    hint: 'indent with spaces: YAML does not allow tabs there',
  },
  MULTIPLE_DOCS: {
    message: 'a second document starts here',
    hint: 'one scenario per file: remove the "---" and what follows, or move it',
  },
  TAG_RESOLVE_FAILED: {
    message: 'tags such as "!name" are not used in scenarios',
    hint: 'remove the tag, or put the text in quotes',
  },
}

function decapitalise(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
