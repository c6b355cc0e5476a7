import type { CheckRow } from '../../compare/check-rows.ts'
import { countOf, foundText } from './row-text.ts'

/** JUnit XML as CI servers read it: a suite for each scenario, a case for each rule; undecided counts as skipped. */
export function renderCheckJunit(rows: readonly CheckRow[]): string {
  const names = [...new Set(rows.map(({ scenario }) => scenario))]
  const suites = names.map((name) => {
    const own = rows.filter(({ scenario }) => scenario === name)
    return `  <testsuite name="${xml(name)}"${counts(own)}>\n${own.map(testCase).join('')}  </testsuite>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="simcap check"${counts(rows)}>\n${suites.join('')}</testsuites>\n`
}

function counts(rows: readonly CheckRow[]): string {
  return ` tests="${rows.length}" failures="${countOf(rows, 'failed')}" errors="0" skipped="${countOf(rows, 'undecided')}"`
}

function testCase(row: CheckRow): string {
  const { scenario, variant, rule, file, line, status } = row
  const head = `    <testcase classname="${xml(`${scenario}.${variant}`)}" name="${xml(rule)}" file="${xml(file)}" line="${line}"`
  const found = xml(foundText(row))
  if (status === 'failed') {
    return `${head}>\n      <failure message="${found}" type="breach">${xml(`${file}:${line}: ${variant}: ${rule}: `)}${found}</failure>\n    </testcase>\n`
  }
  if (status === 'undecided') return `${head}>\n      <skipped message="${found}"/>\n    </testcase>\n`
  return `${head}/>\n`
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\n', '&#10;'],
  ['\t', '&#9;'],
])

/** What XML 1.0 cannot hold at all: control characters and halves of pairs. */
const UNHOLDABLE =
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  /[\0-\x08\x0b-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A user's text as XML text or attribute; what cannot be held becomes the replacement character. */
function xml(text: string): string {
  return text.replace(UNHOLDABLE, '\ufffd').replace(/[&<>"'\n\t]/g, (character) => ENTITIES.get(character) ?? character)
}
