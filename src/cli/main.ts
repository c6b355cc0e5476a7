import yargs, { type Argv } from 'yargs'
import type { Arguments } from './arguments.ts'
import { COMMANDS, type Command } from './commands.ts'
import { packageVersion } from './package-root.ts'
import { EXIT, printable, type Terminal, widthOf } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { usageErrorOf } from './usage-message.ts'

const EXIT_CODES =
  'Exit codes: 0 fine, 1 an expectation failed, 2 bad input, 70 a bug in simcap, 130 interrupted.\n' +
  'More about a command: simcap <command> --help'

const HELP_WIDTH_MAX = 100

/** The program: arguments in, exit code out. It neither ends the process nor looks at it. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(argv, terminal)
  } catch (error) {
    if (error instanceof UsageError) {
      const hint = error.hint === null ? '' : `  ${error.hint}\n`
      terminal.stderr.write(printable(`simcap: ${error.message}\n${hint}`))
      return EXIT.badInput
    }
    reportBug(error, argv, terminal)
    return EXIT.bug
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  let chosen: { readonly command: Command; readonly args: Arguments } | null = null
  let output = ''
  const parser = newParser(argv, terminal, (command, args) => {
    chosen = { command, args }
  })
  try {
    await parser.parseAsync(namesAfterDashes(argv), {}, (_error, _args, text) => {
      output = text
    })
  } catch (error) {
    // yargs refuses arguments with plain errors or with its own class; anything more particular is a slip of ours.
    const refused = error instanceof Error && (error.name === 'Error' || error.name === 'YError')
    throw refused ? usageErrorOf(error.message, argv) : error
  }
  if (output !== '') {
    terminal.stdout.write(`${output}\n`)
    return EXIT.fine
  }
  const { command, args } = chosen as unknown as { command: Command; args: Arguments }
  const execute = await command.load()
  return execute(args, terminal)
}

/** yargs drops a lone `-` and what stands after `--`; as paths from here both are names of files like any other. */
function namesAfterDashes(argv: readonly string[]): string[] {
  const end = argv.indexOf('--')
  const options = end === -1 ? argv : argv.slice(0, end)
  const names = end === -1 ? [] : argv.slice(end + 1)
  return [
    ...options.map((each) => (each === '-' ? './-' : each)),
    ...names.map((each) => (each.startsWith('-') ? `./${each}` : each)),
  ]
}

function newParser(
  argv: readonly string[],
  terminal: Terminal,
  choose: (command: Command, args: Arguments) => void,
): Argv {
  const width = Math.min(HELP_WIDTH_MAX, widthOf(terminal.stdout))
  const parser = yargs([...argv], terminal.cwd)
    .scriptName('simcap')
    .locale('en')
    .exitProcess(false)
    .fail(false)
    .parserConfiguration({
      'dot-notation': false,
      'camel-case-expansion': false,
      'boolean-negation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .usage(
      'simcap: what would another scheduling or scaling policy do with this cluster and this load?\n\n$0 <command>',
    )
    .version(packageVersion())
    .alias({ help: 'h', version: 'V' })
    .strict()
    .demandCommand(1, 'no command')
    .wrap(width)
    .epilogue(EXIT_CODES)
  for (const command of COMMANDS) addCommand(parser, command, choose)
  const first = COMMANDS[0]?.examples[0]
  return first === undefined ? parser : parser.example(...first)
}

function addCommand(parser: Argv, command: Command, choose: (command: Command, args: Arguments) => void): void {
  const { name, usage, describe, positionals, options, examples } = command
  parser.command(
    `${name} ${usage}`,
    describe,
    (builder) => {
      for (const [key, positional] of Object.entries(positionals)) builder.positional(key, positional)
      return builder
        .options(options)
        .example(examples.map(([example, description]): [string, string] => [example, description]))
    },
    (args) => choose(command, args as Arguments),
  )
}

function reportBug(error: unknown, argv: readonly string[], { stderr, env }: Terminal): void {
  const what = error instanceof Error ? error.message : String(error)
  const where = env['SIMCAP_DEBUG'] === '1' && error instanceof Error ? `${error.stack ?? ''}\n` : ''
  const lines = [
    `simcap: this is a bug in simcap ${packageVersion()}: ${what}`,
    `  please report it with this command: simcap ${argv.join(' ')}`,
    '  with SIMCAP_DEBUG=1 in the environment it also says where',
  ]
  stderr.write(`${printable(lines.join('\n'))}\n${where}`)
}
