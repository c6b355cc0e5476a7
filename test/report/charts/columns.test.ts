import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { packedColumns, unpackedColumns } from '../../../src/report/charts/columns.ts'

const digits = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 })
  .filter((value) => value === 0 || Math.abs(value) > 1e-30)
  .map((value) => Number(value.toPrecision(6)) + 0)

test.prop([fc.array(fc.array(fc.option(digits), { maxLength: 30 }), { maxLength: 5 })])(
  'six digits and gaps come back as they were',
  (columns) => {
    const back = unpackedColumns(
      packedColumns(columns),
      columns.map(({ length }) => length),
    )
    const expected = columns.map((column) => column.map((value) => (value === null ? Number.NaN : value + 0)))
    expect(back.map((column) => Array.from(column, (value) => value + 0))).toEqual(expected)
  },
)

test('what stands still is zeros', () => {
  // 1 is 3f 80 00 00: the first value's four bytes in their planes, then nothing changes
  expect([...packedColumns([[1, 1, 1]])]).toEqual([0x3f, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0])
})
