import type { Options, PositionalOptions } from 'yargs'
import type { Arguments } from './arguments.ts'
import type { Terminal } from './terminal.ts'

/** A command as help shows it. What it does is loaded when it is called: help and errors should not wait for it. */
export interface Command {
  readonly name: string
  /** Arguments after the name, in yargs' notation. */
  readonly usage: string
  readonly describe: string
  readonly positionals: Readonly<Record<string, PositionalOptions>>
  readonly options: Readonly<Record<string, Options>>
  readonly examples: readonly (readonly [command: string, description: string])[]
  load(): Promise<(args: Arguments, terminal: Terminal) => number | Promise<number>>
}

const FILES: PositionalOptions = { type: 'string', array: true, describe: 'scenario files (YAML or JSON)' }

const once = (describe: string, more: Options = {}): Options => ({
  type: 'string',
  requiresArg: true,
  describe,
  ...more,
})

const many = (describe: string): Options => ({ type: 'string', nargs: 1, describe, defaultDescription: 'none' })

const LOAD_OPTIONS = {
  set: many('change a value before the scenario is checked: path=value (repeatable)'),
  seed: once("use this seed instead of the scenario's"),
  'allow-path': many('folder that the scenario may read files from, besides its own (repeatable)'),
} satisfies Record<string, Options>

/** Of every command that runs scenarios. */
const MANY_OPTIONS = {
  seeds: once("run every variant under many seeds: how many from the scenario's seed on, or a list", {
    defaultDescription: "the scenario's seed alone",
  }),
  precision: once('add seeds until a mean is known this well: metric=share, as cost=1%', {
    defaultDescription: 'none',
  }),
  'max-seeds': once('where --precision gives up', { defaultDescription: '200' }),
  workers: once('how many runs to make at once', { defaultDescription: 'one per processor' }),
} satisfies Record<string, Options>

const FORMAT = once('form of the output', { choices: ['text', 'json'], default: 'text' })

export const TOPICS = ['curves', 'placement', 'pod-autoscaling', 'node-autoscaling', 'metrics', 'functions'] as const

const run: Command = {
  name: 'run',
  usage: '<files..>',
  describe: 'run every variant of a scenario, compare them and write a report',
  positionals: { files: FILES },
  options: {
    out: once('folder for the report', { defaultDescription: 'reports/<scenario name>' }),
    ...LOAD_OPTIONS,
    ...MANY_OPTIONS,
    format: { ...FORMAT, describe: 'what is printed: a table, or the results as one line of JSON per scenario' },
    events: { type: 'boolean', describe: 'write events.jsonl too: every decision of every run, with its reason' },
    quiet: { type: 'boolean', describe: 'print the result only: no progress, no notes' },
  },
  examples: [
    ['simcap run scenarios/quickstart.yaml', 'compare, print the table, write reports/quickstart/'],
    ['simcap run a.yaml --seeds 20', 'twenty seeds of each variant: differences with confidence intervals'],
    ['simcap run a.yaml b.yaml --out out', 'two scenarios, into out/<name of each>/'],
    ['simcap run a.yaml --events', 'who decided what, when and why, one line of JSON each'],
    ['simcap run a.yaml --set workloads.shop.replicas=8', 'change one value for this run'],
  ],
  load: async () => (await import('./run.ts')).run,
}

const report: Command = {
  name: 'report',
  usage: '<results>',
  describe: 'draw the page or the pictures of results that were written before',
  positionals: { results: { type: 'string', describe: 'results.json of a run' } },
  options: {
    html: once('file for the page', { defaultDescription: 'report.html beside the results, unless --png is given' }),
    png: once('folder for the pictures', { defaultDescription: 'none' }),
    width: once('width of the pictures in CSS pixels', { default: '1200' }),
    scale: once('pixels of a picture for each of these', { default: '2' }),
    theme: once('colours of the pictures', { choices: ['light', 'dark'], default: 'light' }),
    lang: once('language that the report opens in', { choices: ['en', 'zh'], default: 'en' }),
  },
  examples: [
    ['simcap report reports/quickstart/results.json', 'the page again, as this version draws it'],
    ['simcap report results.json --png pictures --theme dark', 'dark pictures, for slides'],
    ['simcap report results.json --html page.html --lang zh', 'the page opens in Chinese'],
  ],
  load: async () => (await import('./report.ts')).report,
}

const exportResults: Command = {
  name: 'export',
  usage: '<results>',
  describe: 'write results for other tools: tables, metrics, a dashboard',
  positionals: { results: { type: 'string', describe: 'results.json of a run' } },
  options: {
    csv: once('folder for series.csv and summaries.csv', { defaultDescription: 'none' }),
    parquet: once('folder for series.parquet and summaries.parquet', { defaultDescription: 'none' }),
    openmetrics: once('file for the numbers as OpenMetrics text, for Prometheus', { defaultDescription: 'none' }),
    grafana: once('file for a Grafana dashboard of these metrics', { defaultDescription: 'none' }),
  },
  examples: [
    ['simcap export reports/quickstart/results.json --csv tables', 'tables/series.csv and tables/summaries.csv'],
    ['simcap export results.json --parquet . --openmetrics metrics.txt', 'several at once'],
    ['simcap export results.json --openmetrics metrics.txt --grafana dashboard.json', 'what Grafana needs'],
  ],
  load: async () => (await import('./export.ts')).exportResults,
}

const validate: Command = {
  name: 'validate',
  usage: '<files..>',
  describe: 'check scenarios and report everything that is wrong with them',
  positionals: { files: FILES },
  options: {
    resolved: { type: 'boolean', describe: 'print the scenario with every default filled in' },
    ...LOAD_OPTIONS,
    format: FORMAT,
  },
  examples: [
    ['simcap validate scenarios/*.yaml', 'check them all'],
    ['simcap validate --resolved a.yaml', 'what simcap makes of a.yaml'],
  ],
  load: async () => (await import('./validate.ts')).validate,
}

const explain: Command = {
  name: 'explain',
  usage: '<file>',
  describe: 'say why a pod is on its node, or why it is on none and what would help',
  positionals: { file: { type: 'string', describe: 'scenario file (YAML or JSON)' } },
  options: {
    pod: once(
      'pod, as shop-3 or, for jobs, report-0-3 (submission, pod); or a workload: its first pending pod, else its latest',
      {
        defaultDescription: 'required',
      },
    ),
    at: once('duration from the start (1h30m) or instant', {
      defaultDescription: 'when the pod gets its node; the end if it never does',
    }),
    variant: once('variant to run', { defaultDescription: 'the first' }),
    ...LOAD_OPTIONS,
    format: FORMAT,
  },
  examples: [
    ['simcap explain a.yaml --pod shop-3', 'why shop-3 went where it did: the best nodes with every score'],
    ['simcap explain a.yaml --pod shop --at 20h', 'why a pod of shop is pending at 20h'],
  ],
  load: async () => (await import('./explain.ts')).explain,
}

const TOLERANCE = many('how much worse a metric may be: cost.total=2%, or 1% for all (repeatable)')

const check: Command = {
  name: 'check',
  usage: '<files..>',
  describe: 'run scenarios and hold them against their expectations and a baseline: for CI',
  positionals: { files: FILES },
  options: {
    baseline: once('file that "simcap baseline update" wrote', { defaultDescription: 'expectations alone' }),
    tolerance: { ...TOLERANCE, defaultDescription: "the baseline's" },
    ...LOAD_OPTIONS,
    ...MANY_OPTIONS,
    format: once('form of the output', {
      choices: ['text', 'json', 'junit', 'github', 'markdown'],
      default: 'text',
    }),
    quiet: { type: 'boolean', describe: 'no progress' },
  },
  examples: [
    ['simcap check scenarios/*.yaml', 'exit code 1 when an expectation is broken'],
    ['simcap check a.yaml --baseline simcap-baseline.json', 'also when a metric became worse than it was'],
    ['simcap check a.yaml --format github', 'annotations at the lines of a.yaml'],
  ],
  load: async () => (await import('./check.ts')).check,
}

const baseline: Command = {
  name: 'baseline',
  usage: '<action> [files..]',
  describe: 'keep what scenarios give now, for "simcap check" to compare with later',
  positionals: {
    action: {
      type: 'string',
      choices: ['update', 'show'],
      describe: 'update: run and write; show: print what is there',
    },
    files: FILES,
  },
  options: {
    baseline: once('the file', { default: 'simcap-baseline.json' }),
    tolerance: { ...TOLERANCE, defaultDescription: '1% for all' },
    ...LOAD_OPTIONS,
    ...MANY_OPTIONS,
    quiet: { type: 'boolean', describe: 'no progress' },
  },
  examples: [
    ['simcap baseline update scenarios/*.yaml --seeds 10', 'write simcap-baseline.json'],
    ['simcap baseline show', 'what it holds'],
  ],
  load: async () => (await import('./baseline.ts')).baseline,
}

const compare: Command = {
  name: 'compare',
  usage: '<before> <after>',
  describe: 'compare two results, seed by seed',
  positionals: {
    before: { type: 'string', describe: 'results.json of the one' },
    after: { type: 'string', describe: 'results.json of the other' },
  },
  options: { format: FORMAT },
  examples: [['simcap compare old/results.json new/results.json', 'what became better or worse']],
  load: async () => (await import('./compare.ts')).compare,
}

const diff: Command = {
  name: 'diff',
  usage: '<before> <after>',
  describe: 'show what two scenarios differ in, every default filled in',
  positionals: {
    before: { type: 'string', describe: 'scenario file (YAML or JSON)' },
    after: { type: 'string', describe: 'scenario file (YAML or JSON)' },
  },
  options: { ...LOAD_OPTIONS, format: FORMAT },
  examples: [['simcap diff old.yaml new.yaml', 'one line for each value that differs']],
  load: async () => (await import('./diff.ts')).diff,
}

const list: Command = {
  name: 'list',
  usage: '[topic]',
  describe: 'show what a scenario can name: curves, policies, metrics, formula functions',
  positionals: { topic: { type: 'string', choices: TOPICS, describe: 'one kind only' } },
  options: {},
  examples: [['simcap list placement', 'every placement policy with its options']],
  load: async () => (await import('./list.ts')).list,
}

const init: Command = {
  name: 'init',
  usage: '[file]',
  describe: 'write a commented scenario to start from',
  positionals: { file: { type: 'string', default: 'scenario.yaml', describe: 'file to write' } },
  options: { force: { type: 'boolean', describe: 'replace the file if there is one' } },
  examples: [['simcap init', 'write scenario.yaml']],
  load: async () => (await import('./init.ts')).init,
}

export const COMMANDS: readonly Command[] = [
  run,
  report,
  exportResults,
  check,
  baseline,
  compare,
  diff,
  validate,
  explain,
  list,
  init,
]
