import { type JsonSchema, jsonSchemaOf } from '../base/json-schema.ts'
import { scenarioSchema } from './scenario-schema.ts'

/** What `schema/scenario.schema.json` holds, for editors to complete and check scenarios with. */
export function publishedSchema(): JsonSchema {
  const { $schema, ...rest } = jsonSchemaOf(scenarioSchema)
  return {
    $schema,
    title: 'simcap scenario',
    description: 'A cluster, what runs on it, and the policies to compare (apiVersion simcap/v1).',
    ...rest,
  }
}
