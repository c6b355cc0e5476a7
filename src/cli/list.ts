import Table from 'cli-table3'
import pc from 'picocolors'
import { type CatalogEntry, type CatalogTopic, catalog } from '../catalog.ts'
import { type Arguments, single } from './arguments.ts'
import { EXIT, type Terminal, wantsColor, widthOf } from './terminal.ts'

type Colors = ReturnType<typeof pc.createColors>

/** Lines longer than this are hard to follow, however wide the terminal is. */
const WIDTH_MAX = 140

export function list(args: Arguments, { stdout, env }: Terminal): number {
  const topic = single(args, 'topic')
  const topics = catalog().filter((each) => topic === null || each.topic === topic)
  const colors = pc.createColors(wantsColor(stdout, env))
  const width = Math.min(WIDTH_MAX, widthOf(stdout))
  for (const each of topics) stdout.write(`${colors.bold(each.title)}\n${topicTable(each, width, colors)}\n\n`)
  return EXIT.fine
}

function topicTable({ entries }: CatalogTopic, width: number, colors: Colors): string {
  const nameWidth =
    Math.max(
      ...entries.flatMap((entry) => [
        entry.name.length,
        ...entry.options.map(optionLabel).map((label) => label.length + 2),
      ]),
    ) + 3
  const table = new Table({
    chars: NO_LINES,
    style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [] },
    colWidths: [nameWidth, Math.max(30, width - nameWidth - 2)],
    wordWrap: true,
  })
  for (const entry of entries) {
    table.push([colors.cyan(entry.name), entry.doc])
    for (const option of entry.options) table.push([`  ${optionLabel(option)}`, optionText(option)])
  }
  return table.toString().replace(/ +$/gm, '')
}

type Option = CatalogEntry['options'][number]

function optionLabel({ name }: Option): string {
  return name === '' ? 'value' : name
}

function optionText({ form, required, default: given, doc }: Option): string {
  const facts = [form, required ? 'required' : '', given === null ? '' : `default ${given}`].filter(
    (fact) => fact !== '',
  )
  return `${doc}${doc === '' ? '' : ' '}(${facts.join('; ')})`
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: ' ',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
}
