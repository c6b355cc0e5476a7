/**
 * The floor plan of ARCHITECTURE.md as rules. A room may import itself and the rooms of its row; every rule says why.
 * Type imports count: a type that travels upwards drags its room along.
 */

/** Contracts of plugins: what the engine knows of curves and policies, and how a curve is read along the time axis. */
const CONTRACTS = ['src/load/(types|segment)[.]ts', 'src/policies/types[.]ts', 'src/policies/[^/]+/types[.]ts']
/** Lists of plugins by name, and how much a curve asks for: what the scenario's checks know of them. */
const REGISTRIES = [
  'src/load/(registry|curve-field|curve-extent)[.]ts',
  'src/metrics/definitions[.]ts',
  'src/policies/[^/]+/registry[.]ts',
]

const ROOMS = [
  { room: 'base', may: [], because: 'the ground floor knows nothing of clusters, so that everything may stand on it' },
  {
    room: 'formula',
    may: ['base'],
    because: 'formulas are text and numbers; what the variables mean is the business of those who name them',
  },
  {
    room: 'service',
    may: ['base'],
    because: 'how requests wait and are served is mathematics; it knows neither pods nor scenarios',
  },
  { room: 'model', may: ['base'], because: 'the model is plain frozen data that every other room can read' },
  {
    room: 'statistics',
    may: ['base'],
    because: 'what numbers say about a mean does not depend on what they measure',
  },
  {
    room: 'devices',
    may: ['base', 'model'],
    because: 'what becomes of the devices of one node is arithmetic on a few numbers; it needs no cluster',
  },
  {
    room: 'cluster',
    may: ['base', 'model', 'devices'],
    because: 'the tables hold state; they neither decide nor schedule',
  },
  {
    room: 'load',
    may: ['base', 'formula', 'model'],
    because: 'a curve is a pure function of the instant and never sees the cluster',
  },
  {
    room: 'importers',
    may: ['base', 'model'],
    because: "importers turn other people's formats into model data; they run nothing",
  },
  {
    room: 'policies',
    may: ['base', 'formula', 'model', 'devices', 'cluster'],
    because: 'a policy reads a view and returns a decision; it knows no engine',
  },
  {
    room: 'metrics',
    may: ['base', 'model', 'devices', 'cluster'],
    because: 'a probe watches; taking it away changes no other number',
  },
  {
    room: 'engine',
    may: ['base', 'model', 'service', 'devices', 'cluster', 'metrics'],
    files: CONTRACTS,
    because: 'the engine carries decisions out and must not know who took them',
  },
  {
    room: 'results',
    may: ['base', 'model', 'metrics', 'statistics'],
    because: 'results outlive the engine that made them: old records stay readable',
  },
  {
    room: 'scenario',
    may: ['base', 'formula', 'model', 'importers'],
    files: [...CONTRACTS, ...REGISTRIES],
    because:
      'checking a scenario needs the names and options of plugins and the size of loads, not a cluster and not an engine',
  },
  {
    room: 'compare',
    may: ['base', 'results', 'statistics'],
    because: 'comparing needs results and not how they were made',
  },
  {
    room: 'report',
    may: ['base', 'results', 'compare'],
    because: 'a report is a pure function of results: old runs can be shown again without running anything',
  },
  {
    room: 'exports',
    may: ['base', 'results'],
    because: 'an export says what the results say in the form of another tool; it neither compares nor draws',
  },
]

const path = (room) => `src/${room}/`
const floorPlan = ROOMS.map(({ room, may, files = [], because }) => ({
  name: `${room}-stays-below`,
  comment: `${room}/ may import ${may.length > 0 ? may.map((other) => `${other}/`).join(', ') : 'nothing of ours'}: ${because}.`,
  severity: 'error',
  from: { path: `^${path(room)}` },
  to: {
    path: '^src/',
    pathNot: [`^${path(room)}`, ...may.map((other) => `^${path(other)}`), ...files.map((file) => `^${file}$`)],
  },
}))

/** A package or a Node module that may only be imported in the named places. */
function only(name, target, places, because) {
  return {
    name,
    comment: `${because}.`,
    severity: 'error',
    from: { path: '^src/', pathNot: places },
    to: { path: target },
  }
}

module.exports = {
  forbidden: [
    ...floorPlan,
    {
      name: 'upstairs-stays-upstairs',
      comment:
        'simulate.ts, explain.ts and catalog.ts put the rooms below together; they do not parse, print or compare.',
      severity: 'error',
      from: { path: '^src/(simulate|explain|placement-parts|catalog)[.]ts$' },
      to: { path: '^src/(cli|compare|report|exports|index[.]ts)' },
    },
    {
      name: 'nobody-imports-the-door',
      comment: 'index.ts is the library for others; inside, a file imports the file that it means.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/index[.]ts$' },
    },
    {
      name: 'policies-do-not-know-each-other',
      comment:
        'A policy, be it a file or a folder, that leans on another cannot be read, replaced or deleted alone; what several share is a file of policies/ itself, or of its folder of parts, node-scaling.',
      severity: 'error',
      from: { path: '^src/policies/([^/]+/[^/]+)', pathNot: '/registry[.]ts$' },
      to: { path: '^src/policies/[^/]+/', pathNot: '/types[.]ts$|^src/policies/$1/|^src/policies/node-scaling/' },
    },
    only(
      'files-and-processes-only-in-cli',
      '^(node:)?(fs|fs/promises|child_process|os|process|tty|readline|worker_threads|http|https|net)$',
      ['^src/cli/'],
      'Only the command line touches files, the terminal and the process, so that a library user gets a pure function',
    ),
    only(
      'digests-in-one-place',
      '^(node:)?crypto$',
      ['^src/base/(digest|random)[.]ts$'],
      'One way to hash, one way to derive a random stream',
    ),
    only(
      'mathjs-in-one-place',
      'node_modules/mathjs/',
      ['^src/formula/formula[.]ts$'],
      'mathjs parses; that its evaluator is never reached is checked in one file',
    ),
    only(
      'randomness-in-one-place',
      'node_modules/seedrandom/',
      ['^src/base/random[.]ts$'],
      'Named streams from one seed; a second source of randomness would make runs differ',
    ),
    only(
      'distributions-in-one-place',
      'node_modules/jstat/',
      ['^src/statistics/student-t[.]ts$'],
      'One source of quantiles; the library also draws random numbers of its own, which nobody must reach',
    ),
    only(
      'arguments-only-in-cli',
      'node_modules/(yargs|cli-progress|tinypool)/',
      ['^src/cli/'],
      'Flags, progress and threads are the business of the command line',
    ),
    only(
      'terminal-text-only-at-the-end',
      'node_modules/(cli-table3|picocolors)/',
      ['^src/(cli|report)/'],
      'Numbers become text for a terminal at the very end; below, they stay numbers',
    ),
    only(
      'charts-only-in-report',
      'node_modules/(chart[.]js|chartjs-[^/]+|@napi-rs/canvas|canvas|@fontsource)/',
      ['^src/report/'],
      'Only the report draws, and drawing loads native code',
    ),
    only(
      'parquet-in-one-place',
      'node_modules/hyparquet-writer/',
      ['^src/exports/parquet[.]ts$'],
      'What a table is does not depend on the format that it is written in',
    ),
    {
      name: 'no-cycles',
      comment: 'Two files that import each other are one file in two places, and their load order is luck.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is dead code or a plugin that somebody forgot to register.',
      severity: 'error',
      from: { path: '^src/', orphan: true, pathNot: '[.]d[.]ts$' },
      to: {},
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere hides behind a bundler.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'ships-what-it-imports',
      comment: 'src runs on the machine of a user, where development packages are missing.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
