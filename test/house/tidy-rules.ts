import ts from 'typescript'

/** A place and what is wrong there, as `path:line: what`. */
export type Offence = string

export interface Source {
  readonly path: string
  readonly text: string
}

export const FILE_LINES_MAX = 400
export const FUNCTION_LINES_MAX = 70
export const FILE_LINES_MEDIAN_MAX = 120

/** Names that say nothing about what is inside: such files and functions become drawers. */
const EMPTY_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'manager', 'common', 'misc'])
const PROMISE_TO_DO_IT_LATER = /\b(?:T[O]DO|F[I]XME|X[X]X|H[A]CK)\b/
const MACHINE_PATH = new RegExp(`(?<![\\w.~-])/(?:${['home', 'Users', 'root', 'work'].join('|')})/[\\w.-]+`)
const REGISTRY_HOST = /https?:\/\/[\w.:-]*(?:registry|npmmirror|artifactory|nexus|verdaccio)[\w.:-]*/

export function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

/** White space, promises, machine paths: what no text file may hold. */
export function textOffences({ path, text }: Source): Offence[] {
  const offences: Offence[] = []
  text.split('\n').forEach((line, index) => {
    const at = `${path}:${index + 1}`
    if (line.includes('\t')) offences.push(`${at}: a tab`)
    if (/[ \r]$/.test(line)) offences.push(`${at}: white space at the end of the line`)
    if (PROMISE_TO_DO_IT_LATER.test(line)) offences.push(`${at}: a promise to do it later`)
    if (MACHINE_PATH.test(line)) offences.push(`${at}: a path of one machine`)
    if (REGISTRY_HOST.test(line)) offences.push(`${at}: the address of a package registry`)
  })
  if (text !== '' && !text.endsWith('\n')) offences.push(`${path}: no newline at the end`)
  return offences
}

export function fileNameOffences(path: string): Offence[] {
  return wordsOf(path)
    .filter((word) => EMPTY_NAMES.has(word))
    .map((word) => `${path}: "${word}" says nothing about what is inside`)
}

type Named =
  | ts.FunctionLikeDeclaration
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.VariableDeclaration
  | ts.TypeAliasDeclaration

function isNamed(node: ts.Node): node is Named {
  return (
    ts.isFunctionLike(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  )
}

/** A suite is a list of tests, not a thing to hold in the head at once. */
function isSuite(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText())
}

/** Words that a comment may add to a name without saying anything. */
const FILLER = new Set(
  'a an and the this that of for to in on is are was be it its get gets set sets return returns returned value values current given by with from function class interface type constant'.split(
    ' ',
  ),
)

function repeats(comment: string, name: string): boolean {
  const stem = (word: string) => word.replace(/(?:ing|ed|es|s)$/, '')
  const known = new Set(wordsOf(name).map(stem))
  const words = wordsOf(comment)
  return words.length > 0 && words.every((word) => FILLER.has(word) || known.has(stem(word)))
}

function docText(node: ts.Node): string | null {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  if (docs.length === 0) return null
  return docs.map((doc) => doc.getText().replace(/^\/\*\*|\*\/$|^\s*\*/gm, ' ')).join(' ')
}

/** Sizes, names and comments of a TypeScript file. */
export function codeOffences({ path, text }: Source): Offence[] {
  const offences: Offence[] = []
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true)
  const at = (position: number) => `${path}:${source.getLineAndCharacterOfPosition(position).line + 1}`
  const visit = (node: ts.Node): void => {
    if (isNamed(node)) {
      const name = node.name?.getText() ?? ''
      const lines = lineCount(node.getText())
      if (ts.isFunctionLike(node) && lines > FUNCTION_LINES_MAX && !isSuite(node)) {
        offences.push(`${at(node.getStart())}: ${name || 'a function'} has ${lines} lines`)
      }
      if (wordsOf(name).some((word) => EMPTY_NAMES.has(word)))
        offences.push(`${at(node.getStart())}: the name ${name} says nothing`)
      const doc = docText(node)
      if (doc !== null && repeats(doc, name))
        offences.push(`${at(node.getStart())}: the comment only repeats the name ${name}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  const lines = lineCount(text)
  if (lines > FILE_LINES_MAX) offences.push(`${path}: ${lines} lines`)
  return [...offences, ...deadCodeOffences({ path, text })]
}

/** True when a comment's words are statements of the language: prose hardly ever is. */
function isCode(comment: string): boolean {
  const source = ts.createSourceFile('comment.ts', comment, ts.ScriptTarget.ES2022, true)
  const { parseDiagnostics } = source as unknown as { parseDiagnostics: readonly unknown[] }
  if (parseDiagnostics.length > 0) return false
  return source.statements.some((statement) => {
    if (!ts.isExpressionStatement(statement))
      return !ts.isLabeledStatement(statement) && !ts.isEmptyStatement(statement)
    const { expression } = statement
    const inner = ts.isAwaitExpression(expression) ? expression.expression : expression
    if (ts.isCallExpression(inner)) return /^[\w.]+\(/.test(inner.getText())
    return (
      ts.isBinaryExpression(inner) &&
      inner.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      inner.right.getWidth() > 0
    )
  })
}

function deadCodeOffences({ path, text }: Source): Offence[] {
  return text.split('\n').flatMap((line, index) => {
    const comment = /^\s*\/\/(?!\/)\s?(.*)$/.exec(line)?.[1] ?? ''
    return comment !== '' && isCode(comment) ? [`${path}:${index + 1}: code in a comment`] : []
  })
}
