/** A series: one value per bucket, null where there is none. */
export type Values = readonly (number | null)[]
