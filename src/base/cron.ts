import { ParseError } from './parse-error.ts'
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE } from './time.ts'

/** A schedule in the five fields of a Kubernetes CronJob. */
export interface CronSchedule {
  readonly text: string
  readonly minutes: ReadonlySet<number>
  readonly hours: ReadonlySet<number>
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>
  /** Days of the month and of the week are both restricted: then either is enough, as cron has it. */
  readonly eitherDay: boolean
}

interface Field {
  readonly name: string
  readonly min: number
  readonly max: number
  readonly names: readonly string[]
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59, names: [] },
  { name: 'hour', min: 0, max: 23, names: [] },
  { name: 'day of the month', min: 1, max: 31, names: [] },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of the week', min: 0, max: 6, names: WEEKDAYS },
]

const MACROS: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
])

/** A leap day comes back after eight years at most (1896 to 1904). */
const LONGEST_WAIT_DAYS = 8 * 366

/** 2000-02-29 and the eight years after it hold every date that there is. */
const ANY_LEAP_DAY_MS = Date.UTC(2000, 1, 29)

/** `30 2 * * 1-5`, with names, ranges, steps and lists, or a macro such as @daily. */
export function parseCron(text: string): CronSchedule {
  const fields = (MACROS.get(text.trim()) ?? text).trim().split(/\s+/)
  if (fields.length !== FIELDS.length) {
    throw new ParseError(
      `"${text}" has ${fields.length} fields`,
      'write minute, hour, day of the month, month, day of the week: "30 2 * * *" is every day at 02:30',
    )
  }
  const [minutes, hours, days, months, weekdays] = fields.map((field, i) => valuesOf(field, FIELDS[i]))
  const eitherDay = isRestricted(fields[2]) && isRestricted(fields[4])
  const schedule = { text, minutes, hours, days, months, weekdays, eitherDay }
  if (!hasDay(schedule)) {
    throw new ParseError(`"${text}" never comes`, 'choose a day that the month has')
  }
  return schedule
}

/** A star with a step of more than 1 restricts, in Kubernetes' reading. */
function isRestricted(field: string): boolean {
  return !field.split(',').some((part) => /^[*?](\/1)?$/.test(part))
}

function valuesOf(text: string, field: Field): Set<number> {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const [, range = '', step = '1'] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? []
    const [low, high] = boundsOf(range, part.includes('/'), field)
    if (range === '' || Number(step) < 1 || low > high) throw notAField(part, field)
    for (let value = low; value <= high; value += Number(step)) values.add(value)
  }
  return values
}

function boundsOf(range: string, hasStep: boolean, field: Field): [low: number, high: number] {
  if (range === '*' || range === '?') return [field.min, field.max]
  const ends = range.split('-')
  const [low, high] = ends.map((end) => numberOf(end, range, field))
  if (ends.length > 2) throw notAField(range, field)
  return [low, high ?? (hasStep ? field.max : low)]
}

function numberOf(text: string, range: string, field: Field): number {
  const named = field.names.indexOf(text.toLowerCase())
  const value = named !== -1 ? named + field.min : /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= field.min && value <= field.max)) throw notAField(range, field)
  return value
}

function notAField(part: string, { name, min, max }: Field): ParseError {
  return new ParseError(
    `"${part}" is not a ${name}`,
    `write *, numbers from ${min} to ${max}, ranges (1-5), steps (*/10) or lists (1,3)`,
  )
}

function isOnDay(schedule: CronSchedule, dayMs: number): boolean {
  const day = new Date(dayMs)
  if (!schedule.months.has(day.getUTCMonth() + 1)) return false
  const onDate = schedule.days.has(day.getUTCDate())
  const onWeekday = schedule.weekdays.has(day.getUTCDay())
  return schedule.eitherDay ? onDate || onWeekday : onDate && onWeekday
}

function hasDay(schedule: CronSchedule): boolean {
  for (let day = 0; day <= LONGEST_WAIT_DAYS; day++) {
    if (isOnDay(schedule, ANY_LEAP_DAY_MS + day * 86_400_000)) return true
  }
  return false
}

/**
 * The times of a schedule in microseconds from the start, before `durationUs`, at most `countMax` of them.
 * `localStartMs` is what a clock on the wall shows at the start, as milliseconds since 1970 in no zone.
 */
export function cronTimesUs(
  schedule: CronSchedule,
  localStartMs: number,
  durationUs: number,
  countMax: number,
): number[] {
  const startOfDayMs = Math.floor(localStartMs / 86_400_000) * 86_400_000
  const originUs = (startOfDayMs - localStartMs) * 1000
  const timesOfDay = [...schedule.hours].flatMap((hour) =>
    [...schedule.minutes].map((minute) => hour * US_PER_HOUR + minute * US_PER_MINUTE),
  )
  timesOfDay.sort((a, b) => a - b)
  const times: number[] = []
  for (let day = 0; originUs + day * US_PER_DAY < durationUs && times.length < countMax; day++) {
    if (!isOnDay(schedule, startOfDayMs + day * 86_400_000)) continue
    for (const timeUs of timesOfDay) {
      const atUs = originUs + day * US_PER_DAY + timeUs
      if (atUs >= 0 && atUs < durationUs && times.length < countMax) times.push(atUs)
    }
  }
  return times
}
