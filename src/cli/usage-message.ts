import { closestName, closestNameHint } from '../base/closest-name.ts'
import { COMMANDS, type Command } from './commands.ts'
import { UsageError } from './usage-error.ts'

/** What yargs says, in our words and with the nearest name, which yargs never knows for an option. */
export function usageErrorOf(message: string, argv: readonly string[]): UsageError {
  const command = COMMANDS.find(({ name }) => argv.includes(name))
  const unknown = /^Unknown (?:arguments?|commands?): (.*)$/.exec(message)?.[1]
  if (unknown !== undefined) return unknownName(unknown.split(', '), argv, command)
  const valueless = /^Not enough arguments following: (.*)$/.exec(message)?.[1]
  if (valueless !== undefined) return new UsageError(`--${valueless} needs a value`, helpHint(command))
  const [, argument = '', given = ''] =
    /^Invalid values:\s+Argument: (\S+), Given: "(.*)", Choices: /s.exec(message) ?? []
  if (argument !== '') return wrongChoice(argument, given, command)
  if (command === undefined)
    return new UsageError(`say what to do: ${COMMANDS.map(({ name }) => name).join(', ')}`, helpHint(command))
  if (message.startsWith('Not enough non-option arguments')) {
    if (command.usage.includes('<after>'))
      return new UsageError(`"simcap ${command.name}" needs two files`, `write "simcap ${command.name} BEFORE AFTER"`)
    if (command.usage.includes('<results>'))
      return new UsageError(`"simcap ${command.name}" needs results`, `write "simcap ${command.name} results.json"`)
    return command.name === 'baseline'
      ? new UsageError(
          '"simcap baseline" needs an action',
          'write "simcap baseline update FILE" or "simcap baseline show"',
        )
      : new UsageError(`"simcap ${command.name}" needs a scenario file`, `write "simcap ${command.name} FILE"`)
  }
  return new UsageError(message.replace(/\s+/g, ' '), helpHint(command))
}

function unknownName(names: readonly string[], argv: readonly string[], command: Command | undefined): UsageError {
  // yargs also lists the letters and the camel-case forms of what was written.
  const option = argv.filter((each) => each.startsWith('-')).map((each) => each.replace(/^-+/, '').split('=')[0] ?? '')
  const wrong = names.find((name) => option.includes(name))
  if (wrong !== undefined) {
    const closest = closestName(wrong, [...Object.keys(command?.options ?? {}), 'help', 'version'])
    return new UsageError(
      `unknown option --${wrong}`,
      closest === null ? helpHint(command) : `did you mean --${closest}?`,
    )
  }
  const [name = ''] = names
  if (command !== undefined) return new UsageError(`unexpected argument "${name}"`, helpHint(command))
  return new UsageError(
    `unknown command "${name}"`,
    closestNameHint(
      name,
      COMMANDS.map((each) => each.name),
    ),
  )
}

function wrongChoice(argument: string, given: string, command: Command | undefined): UsageError {
  const choices = [...(command?.options[argument]?.choices ?? command?.positionals[argument]?.choices ?? [])].map(
    String,
  )
  const isOption = command?.options[argument] !== undefined
  const message = isOption ? `--${argument} cannot be "${given}"` : `"${given}" is not a ${argument}`
  return new UsageError(message, closestNameHint(given, choices))
}

function helpHint(command: Command | undefined): string {
  return `"simcap ${command === undefined ? '' : `${command.name} `}--help" shows what there is`
}
