import ts from 'typescript'

interface Ban {
  readonly construct: string
  readonly because: string
  /** Where it is allowed after all. */
  readonly except?: RegExp
  readonly matches: (node: ts.Node) => boolean
}

function isMember(node: ts.Node, object: string, names: readonly string[] | null): boolean {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return false
  return node.expression.text === object && (names === null || names.includes(node.name.text))
}

const EXPONENT: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.AsteriskAsteriskEqualsToken,
]

const BANS: readonly Ban[] = [
  {
    construct: '** and Math.pow',
    because: 'their last bit differs between Node versions: use power() of base/power.ts',
    matches: (node) =>
      (ts.isBinaryExpression(node) && EXPONENT.includes(node.operatorToken.kind)) || isMember(node, 'Math', ['pow']),
  },
  {
    construct: 'Math.random',
    because: 'every draw comes from a named stream of the seed: use randomStream() of base/random.ts',
    matches: (node) => isMember(node, 'Math', ['random']),
  },
  {
    construct: 'the clock',
    because: 'a run must not know when it runs',
    except: /^src\/cli\//,
    matches: (node) =>
      isMember(node, 'Date', ['now']) ||
      isMember(node, 'performance', null) ||
      (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0),
  },
  {
    construct: 'locale functions',
    because: 'the same number must read the same in every country',
    matches: (node) =>
      (ts.isIdentifier(node) && node.text === 'Intl') ||
      (ts.isPropertyAccessExpression(node) && /^(toLocale\w*|localeCompare)$/.test(node.name.text)),
  },
  {
    construct: 'for…in',
    because: 'its order is not the order of insertion for names that look like numbers: sort the keys',
    matches: ts.isForInStatement,
  },
  {
    construct: 'process and console',
    because: 'only the command line talks to the terminal and the process',
    except: /^src\/cli\//,
    matches: (node) => isMember(node, 'process', null) || isMember(node, 'console', null),
  },
  {
    construct: 'eval',
    because: 'text of a scenario is never run; formulas are checked and compiled in one file',
    except: /^src\/formula\/formula\.ts$/,
    matches: (node) =>
      (ts.isCallExpression(node) && node.expression.getText() === 'eval') ||
      (ts.isIdentifier(node) && node.text === 'Function' && !ts.isTypeReferenceNode(node.parent)),
  },
]

/** Every banned construct of a file of src/, as `path:line: construct: reason`. */
export function bannedConstructs(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    for (const { construct, because, except, matches } of BANS) {
      if (!matches(node) || except?.test(path)) continue
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      found.push(`${path}:${line}: ${construct}: ${because}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
