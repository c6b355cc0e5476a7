import type { ReportContext } from '../report-context.ts'
import { subjects } from './series.ts'

/** As many panels as still fit on a page beside their neighbours. */
const MOST_SERVICES = 4

/** The services that get a panel: all of a few, else those that lose most in any variant. */
export function chosenServices(context: ReportContext): { readonly names: readonly string[]; readonly note: string } {
  const all = subjects(context, 'load')
  if (all.length <= MOST_SERVICES) return { names: all, note: '' }
  const lost = (name: string): number =>
    context.results.variants.reduce((most, variant) => {
      const service = variant.services.find((candidate) => candidate.name === name)
      return Math.max(most, service?.summary['requests.lost'] ?? service?.summary['requests.lostShare'] ?? 0)
    }, 0)
  const worst = [...all].sort((a, b) => lost(b) - lost(a) || all.indexOf(a) - all.indexOf(b)).slice(0, MOST_SERVICES)
  return { names: worst, note: context.say('services.worst', { count: MOST_SERVICES, all: all.length }) }
}
