import { z } from 'zod'

/** The published JSON Schema (draft 7) of what a schema reads. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }) as Record<string, unknown>
}
