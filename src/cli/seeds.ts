import { UsageError } from './usage-error.ts'

/** More would take days and say nothing new. */
export const MOST_SEEDS = 10_000

/** What `--seeds` asks for: so many from the scenario's own seed on, or these. */
export type SeedChoice = { readonly count: number } | { readonly list: readonly number[] }

export function parseSeeds(text: string): SeedChoice {
  const numbers = text.split(',').map((each) => each.trim())
  const wrong = numbers.find((each) => !/^\d{1,15}$/.test(each))
  if (wrong !== undefined)
    throw refused(wrong === '' ? 'one seed of the list is empty' : `"${wrong}" is not a whole number`)
  const list = numbers.map(Number)
  const [count] = list
  if (list.length === 1) {
    if (count < 1 || count > MOST_SEEDS) throw refused(`${count} is not between 1 and ${MOST_SEEDS}`)
    return { count }
  }
  const twice = list.find((seed, index) => list.indexOf(seed) < index)
  if (twice !== undefined) throw refused(`seed ${twice} is listed twice`)
  return { list }
}

/** The seeds themselves; without a choice the scenario's own. */
export function seedsFrom(choice: SeedChoice | null, own: number): number[] {
  if (choice === null) return [own]
  if ('list' in choice) return [...choice.list]
  return Array.from({ length: choice.count }, (_, index) => own + index)
}

function refused(reason: string): UsageError {
  return new UsageError(`--seeds: ${reason}`, 'write how many, as 20, or which, as 1,2,7')
}
