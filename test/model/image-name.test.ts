import { expect, test } from 'vitest'
import { taggedImageName } from '../../src/model/image-name.ts'

test.each([
  ['web', 'web:latest'],
  ['web:1', 'web:1'],
  ['registry:5000/web', 'registry:5000/web:latest'],
  ['registry:5000/web:1', 'registry:5000/web:1'],
  ['web@sha256:00ff', 'web@sha256:00ff'],
])('%s is %s', (name, tagged) => {
  expect(taggedImageName(name)).toBe(tagged)
})
