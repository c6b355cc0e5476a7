/** Writes the files that are made from code: run it after a change to the scenario's schema, a plugin or a metric. */
import { writeFileSync } from 'node:fs'
import { publishedSchema } from '../src/scenario/published-schema.ts'
import { referenceText } from './reference.ts'

const root = new URL('..', import.meta.url)

writeFileSync(new URL('schema/scenario.schema.json', root), `${JSON.stringify(publishedSchema(), null, 2)}\n`)
writeFileSync(new URL('docs/reference.md', root), referenceText())
