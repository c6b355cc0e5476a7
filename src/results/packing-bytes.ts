/** A share is kept in steps of 1/250; two numbers above mean something else. */
export const FULL = 250
export const BOOTING = 254
export const ABSENT = 255
