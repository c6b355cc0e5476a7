/*
 * The building blocks of the scenario's schema. Each is a codec: it decodes the text that people write into the
 * engine's numbers and encodes them back into canonical text.
 */
export { amountsField } from './amounts-field.ts'
export { durationDistributionField } from './distribution-field.ts'
export {
  bandwidthField,
  bytesField,
  cronField,
  durationField,
  instantField,
  nameField,
  rateField,
  shareField,
  timeOfDayField,
} from './text-fields.ts'
