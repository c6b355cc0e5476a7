import { expect, test } from 'vitest'
import { publishedSchema } from '../../src/scenario/published-schema.ts'
import { projectText, SHIPPED } from './loading.ts'

test('the committed schema is the one that the code makes ("npm run generate" writes it)', () => {
  expect(JSON.parse(projectText('schema/scenario.schema.json'))).toEqual(JSON.parse(JSON.stringify(publishedSchema())))
})

test('a number without a unit meets a wish for a text, not for a number of at most 0', () => {
  expect(JSON.stringify(publishedSchema())).not.toContain('"maximum":0,')
})

test('every property says what it is', () => {
  const silent: string[] = []
  visit(publishedSchema(), '', silent)
  expect(silent).toEqual([])
})

function visit(schema: unknown, path: string, silent: string[]): void {
  if (typeof schema !== 'object' || schema === null) return
  const { properties } = schema as { properties?: Record<string, { description?: string; $ref?: string }> }
  for (const [name, property] of Object.entries(properties ?? {})) {
    if (property.description === undefined && property.$ref === undefined) silent.push(`${path}.${name}`)
  }
  for (const [key, value] of Object.entries(schema)) visit(value, `${path}/${key}`, silent)
}

test.each(SHIPPED)('%s names the schema in its first line and its question in the second', (name) => {
  const [first, second] = projectText(`scenarios/${name}.yaml`).split('\n')
  expect(first).toBe('# yaml-language-server: $schema=../schema/scenario.schema.json')
  expect(second).toMatch(/^# \S/)
})

test('the quickstart stays short', () => {
  expect(projectText('scenarios/quickstart.yaml').trimEnd().split('\n').length).toBeLessThan(30)
})
