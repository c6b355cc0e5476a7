/** The nodes of mathjs' syntax tree that a formula may consist of, as far as we read them. */
export type AllowedNode =
  | { readonly type: 'ConstantNode'; readonly value: unknown }
  | { readonly type: 'SymbolNode'; readonly name: string }
  | { readonly type: 'ParenthesisNode'; readonly content: SyntaxNode }
  | { readonly type: 'OperatorNode'; readonly op: string; readonly fn: string; readonly args: readonly SyntaxNode[] }
  | { readonly type: 'FunctionNode'; readonly fn: SyntaxNode; readonly args: readonly SyntaxNode[] }
  | {
      readonly type: 'RelationalNode'
      readonly conditionals: readonly string[]
      readonly params: readonly SyntaxNode[]
    }
  | {
      readonly type: 'ConditionalNode'
      readonly condition: SyntaxNode
      readonly trueExpr: SyntaxNode
      readonly falseExpr: SyntaxNode
    }

export interface OtherNode {
  readonly type: keyof typeof REFUSED_NODES
}

export type SyntaxNode = AllowedNode | OtherNode

interface Refusal {
  /** The construct, as the subject of "… cannot be used in a formula". */
  readonly what: string
  /** Where such a construct shows in the text: mathjs' tree has no positions. */
  readonly mark: RegExp
}

/** Node types that no formula may contain. A type that is in neither list is refused as well. */
export const REFUSED_NODES = {
  AccessorNode: { what: 'member access', mark: /\?\.|\.\s*[A-Za-z_]|\[/ },
  ArrayNode: { what: 'a list', mark: /\[/ },
  AssignmentNode: { what: 'an assignment', mark: /(?<![<>=!])=(?!=)/ },
  BlockNode: { what: 'more than one statement', mark: /;/ },
  FunctionAssignmentNode: { what: 'a function definition', mark: /(?<![<>=!])=(?!=)/ },
  IndexNode: { what: 'an index', mark: /\[/ },
  ObjectNode: { what: 'an object', mark: /\{/ },
  RangeNode: { what: 'a range', mark: /:/ },
} satisfies Record<string, Refusal>

/** JavaScript of each operator over the JavaScript of its operands; everything in it is a number. */
export const OPERATORS: ReadonlyMap<string, (...operands: string[]) => string> = new Map([
  ['add', (a: string, b: string) => `(${a} + ${b})`],
  ['subtract', (a: string, b: string) => `(${a} - ${b})`],
  ['multiply', (a: string, b: string) => `(${a} * ${b})`],
  ['divide', (a: string, b: string) => `(${a} / ${b})`],
  ['unaryMinus', (a: string) => `(- ${a})`],
  ['unaryPlus', (a: string) => a],
  ['mod', (a: string, b: string) => `mod(${a}, ${b})`],
  ['pow', (a: string, b: string) => `pow(${a}, ${b})`],
  ['and', (a: string, b: string) => `(${a} && ${b} ? 1 : 0)`],
  ['or', (a: string, b: string) => `(${a} || ${b} ? 1 : 0)`],
  ['xor', (a: string, b: string) => `(!${a} !== !${b} ? 1 : 0)`],
  ['not', (a: string) => `(${a} ? 0 : 1)`],
])

/** Operators that compare two numbers; also the steps of a chain such as a < b <= c. */
export const COMPARISONS: ReadonlySet<string> = new Set([
  'equal',
  'unequal',
  'smaller',
  'smallerEq',
  'larger',
  'largerEq',
])
