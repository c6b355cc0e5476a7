import { assert } from '../base/assert.ts'
import { closestName } from '../base/closest-name.ts'
import { FormulaError } from './formula-error.ts'
import { FORMULA_CONSTANTS, FORMULA_FUNCTIONS, type FormulaFunction } from './functions.ts'
import { COMPARISONS, OPERATORS, REFUSED_NODES, type SyntaxNode } from './syntax.ts'

/** Far beyond any formula that a person can check by reading. */
const MOST_NODES = 1_000
const DEEPEST = 200

export interface Generated {
  /** A JavaScript expression made of numbers, `v[i]`, operators and calls of listed functions, and nothing else. */
  readonly code: string
  /** Indexes of the variables that occur. */
  readonly used: ReadonlySet<number>
}

const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map(FORMULA_FUNCTIONS.map((entry) => [entry.name, entry]))

/** Walks a syntax tree and emits code for what is on the list; the first thing that is not is a FormulaError. */
export function generate(root: SyntaxNode, text: string, variables: readonly string[]): Generated {
  const used = new Set<number>()
  let nodes = 0

  function emit(node: SyntaxNode, depth: number): string {
    nodes += 1
    if (nodes > MOST_NODES) throw new FormulaError('the formula is too long', 'split it into shorter formulas', 0)
    if (depth > DEEPEST) throw new FormulaError('the formula is nested too deeply', 'use fewer brackets and terms', 0)
    const inner = (child: SyntaxNode): string => emit(child, depth + 1)
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- mathjs has more types than the two lists name
    switch (node.type) {
      case 'ConstantNode':
        return constantCode(node.value, text)
      case 'SymbolNode':
        return symbol(node.name)
      case 'ParenthesisNode':
        return inner(node.content)
      case 'OperatorNode':
        return operatorCode(node.op, node.fn, node.args.map(inner), text)
      case 'ConditionalNode':
        return `(${inner(node.condition)} ? ${inner(node.trueExpr)} : ${inner(node.falseExpr)})`
      case 'RelationalNode':
        return chainCode(node.conditionals, node.params.map(inner))
      case 'FunctionNode': {
        if (node.fn.type !== 'SymbolNode') throw refused(node.fn.type, text)
        return `${calledFunction(node.fn.name, node.args.length, text, variables)}(${node.args.map(inner).join(', ')})`
      }
      default:
        throw refused(node.type, text)
    }
  }

  function symbol(name: string): string {
    const index = variables.indexOf(name)
    if (index >= 0) {
      used.add(index)
      return `v[${index}]`
    }
    const constant = FORMULA_CONSTANTS.get(name)
    if (constant === undefined) throw unknownName(name, text, variables)
    return String(constant)
  }

  const code = emit(root, 0)
  return { code, used }
}

function constantCode(value: unknown, text: string): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'number') {
    throw new FormulaError(
      'a number in the formula is not finite',
      'write numbers below 1e308',
      offsetOf(/NaN|Infinity|\d/, text),
    )
  }
  if (typeof value === 'string') throw unusable('text', /["']/, text)
  throw unusable(String(value), new RegExp(String(value)), text)
}

function operatorCode(op: string, fn: string, operands: readonly string[], text: string): string {
  if (COMPARISONS.has(fn)) return `${fn}(${operands.join(', ')})`
  const code = OPERATORS.get(fn)
  if (code === undefined) throw unusable(`the operator ${op}`, literal(op), text)
  return code(...operands)
}

/** A chain reads each operand once, whatever it costs, so that nested chains stay small. */
function chainCode(conditionals: readonly string[], operands: readonly string[]): string {
  const names = operands.map((_, i) => `p${i}`)
  const steps = conditionals.map((fn, i) => {
    assert(COMPARISONS.has(fn), `"${fn}" in a chain of comparisons`)
    return `${fn}(${names[i]}, ${names[i + 1]})`
  })
  return `((${names.join(', ')}) => (${steps.join(' && ')} ? 1 : 0))(${operands.join(', ')})`
}

function calledFunction(name: string, count: number, text: string, variables: readonly string[]): string {
  const at = offsetOf(new RegExp(String.raw`(?<![\w$])${escaped(name)}\s*\(`), text)
  const called = FUNCTIONS.get(name)
  if (called === undefined) {
    if (variables.includes(name)) {
      throw new FormulaError(`"${name}" is a variable, not a function`, `write ${name} * (…) to multiply`, at)
    }
    throw new FormulaError(`no function named "${name}"`, listing(name, 'functions', [...FUNCTIONS.keys()]), at)
  }
  const [fewest, most] = called.arity
  if (count >= fewest && count <= most) return name
  throw new FormulaError(`${name} takes ${arityText(fewest, most)}, not ${count}`, called.doc, at)
}

function arityText(fewest: number, most: number): string {
  const plural = most === 1 ? '' : 's'
  if (most === Infinity) return `${fewest} or more arguments`
  return fewest === most ? `${fewest} argument${plural}` : `${fewest} to ${most} arguments`
}

function unknownName(name: string, text: string, variables: readonly string[]): FormulaError {
  const at = offsetOf(word(name), text)
  if (FUNCTIONS.has(name)) return new FormulaError(`"${name}" is a function`, `write ${name}(…)`, at)
  const constants = [...FORMULA_CONSTANTS.keys()]
  const nearest = closestName(name, [...variables, ...constants])
  const first = nearest === null ? '' : `did you mean "${nearest}"? `
  const known = variables.length === 0 ? 'there are no variables here' : `variables: ${variables.join(', ')}`
  return new FormulaError(`no variable named "${name}"`, `${first}${known}; constants: ${constants.join(', ')}`, at)
}

function listing(wanted: string, what: string, names: readonly string[]): string {
  const nearest = closestName(wanted, names)
  return `${nearest === null ? '' : `did you mean "${nearest}"? `}${what}: ${names.join(', ')}`
}

function refused(type: string, text: string): FormulaError {
  const known = Object.hasOwn(REFUSED_NODES, type) ? REFUSED_NODES[type as keyof typeof REFUSED_NODES] : null
  return known === null ? unusable(type, /^/, text) : unusable(known.what, known.mark, text)
}

export const ALLOWED =
  'allowed: numbers, variables, + - * / ^ %, == != < <= > >=, and or not, a ? b : c, and listed functions'

function unusable(what: string, mark: RegExp, text: string): FormulaError {
  return new FormulaError(`${what} cannot be used in a formula`, ALLOWED, offsetOf(mark, text))
}

function offsetOf(mark: RegExp, text: string): number {
  return Math.max(0, text.search(mark))
}

function word(name: string): RegExp {
  return new RegExp(String.raw`(?<![\w$.])${escaped(name)}(?![\w$])`)
}

function literal(op: string): RegExp {
  return new RegExp(op === '!' ? '!(?!=)' : escaped(op))
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
