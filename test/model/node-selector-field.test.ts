import { expect, test } from 'vitest'
import { nodeAffinityField, nodeSelectorTerm } from '../../src/model/node-selector-field.ts'

test('what is left out is filled in', () => {
  expect(nodeAffinityField.parse({})).toEqual({ preferredDuringSchedulingIgnoredDuringExecution: [] })
  expect(nodeSelectorTerm.parse({ matchExpressions: [{ key: 'disk', operator: 'Exists' }] })).toEqual({
    matchExpressions: [{ key: 'disk', operator: 'Exists', values: [] }],
    matchFields: [],
  })
})

const expression = (key: string, operator: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, values }],
})
const field = (key: string, operator: string, ...values: string[]) => ({ matchFields: [{ key, operator, values }] })

test.each([
  { term: expression('disk', 'In', 'ssd'), complaints: [] },
  { term: expression('cores', 'Gt', '-5'), complaints: ['matchExpressions.0.values.0: "-5" is not a label value'] },
  { term: expression('cores', 'Gt', '8'), complaints: [] },
  {
    term: expression('cores', 'Lt', 'eight'),
    complaints: ['matchExpressions.0.values: Lt needs one whole number, written as text'],
  },
  {
    term: expression('cores', 'Gt', '1', '2'),
    complaints: ['matchExpressions.0.values: Gt needs one whole number, written as text'],
  },
  { term: expression('disk', 'NotIn'), complaints: ['matchExpressions.0.values: NotIn needs values'] },
  { term: expression('disk', 'Exists', 'ssd'), complaints: ['matchExpressions.0.values: Exists takes no values'] },
  { term: expression('bad key', 'Exists'), complaints: ['matchExpressions.0.key: "bad key" is not a label key'] },
  {
    term: expression('disk', 'In', 'not good'),
    complaints: ['matchExpressions.0.values.0: "not good" is not a label value'],
  },
  { term: field('metadata.name', 'In', 'n1'), complaints: [] },
  {
    term: field('metadata.name', 'In', 'n1', 'n2'),
    complaints: ['matchFields.0.values: a field is compared with exactly one value'],
  },
])('$term: $complaints', ({ term, complaints }) => {
  const result = nodeSelectorTerm.safeParse(term)
  const found = result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  expect(found).toEqual(complaints)
})

test.each([field('metadata.uid', 'In', 'x'), field('metadata.name', 'Exists'), expression('disk', 'Equals', 'ssd')])(
  '%j is refused',
  (term) => {
    expect(nodeSelectorTerm.safeParse(term).success).toBe(false)
  },
)
