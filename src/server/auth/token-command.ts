// `npm run token -- add NAME [--role viewer|operator|admin] [--email A] [--file F]`, `list`, `remove NAME`: the token
// file of a server, which notices every change by itself. What it prints beside the token goes to standard error.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { addToken, readTokens, TokenFileError, tokensFileOf, writeTokens } from './token-file.ts'

const USAGE = `npm run token -- add NAME [--role viewer|operator|admin] [--email ADDRESS]   makes a token and prints it once
npm run token -- list                    names, roles and addresses
npm run token -- remove NAME             revokes all tokens of that name, and ends their sessions
--file FILE                              instead of AUTH_TOKENS_FILE, or tokens.json in DATA_DIR`

class UsageError extends Error {}

function run(args: readonly string[]): void {
  const { command, name, role, email, path } = understood(args)
  if (command === 'list') {
    const rows = readTokens(path).map((entry) => [entry.name, entry.role, entry.email ?? ''])
    tell(rows.length === 0 ? `No tokens in ${path}.` : `Tokens in ${path}:`)
    for (const row of rows) process.stdout.write(`${row.join('\t').trimEnd()}\n`)
  } else if (command === 'add') {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const token = addToken(path, { name, role, email })
    tell(`Token of ${name} (${role}), added to ${path}. It is shown only now:`)
    process.stdout.write(`${token}\n`)
  } else {
    const entries = readTokens(path)
    const left = entries.filter((entry) => entry.name !== name)
    if (left.length === entries.length) throw new TokenFileError(`There is no token of ${name} in ${path}.`)
    writeTokens(path, left)
    tell(`Revoked ${entries.length - left.length === 1 ? 'the token' : 'all tokens'} of ${name} in ${path}.`)
  }
}

/** @throws UsageError for anything else than the three commands */
function understood(args: readonly string[]) {
  const { positionals, values } = parsed(args)
  const [command, name = '', ...others] = positionals
  const isCommand = command === 'list' ? name === '' : (command === 'add' || command === 'remove') && name !== ''
  if (!isCommand || others.length > 0) throw new UsageError()
  const { role = 'operator', email = null, file } = values
  return { command, name, role, email, path: file ?? tokensFileOf(process.env) }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { role: text, email: text, file: text } })
  } catch {
    throw new UsageError()
  }
}

const tell = (line: string) => process.stderr.write(`${line}\n`)

try {
  run(process.argv.slice(2))
} catch (error) {
  const { code, path } = error as NodeJS.ErrnoException
  if (error instanceof UsageError) tell(USAGE)
  else if (error instanceof TokenFileError) tell(error.message)
  else if (code !== undefined) tell(`${path ?? 'The token file'} cannot be written (${code}).`)
  else throw error
  process.exitCode = 1
}
