import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { z } from 'zod'
import { Role } from '#src/domain/metocean/wire/contract.ts'
import { SignInUnavailable, type User } from './user.ts'

/** One person or script. Several may share a name: then they are one user. */
export const TokenEntry = z.strictObject({
  name: z.string().min(1, 'name is empty').max(100, 'name has more than 100 characters'),
  role: z.enum(Role.options, 'role is not viewer, operator or admin'),
  email: z.email('email is no e-mail address').nullish(),
  /** SHA-256 of the token, hexadecimal. The token has 256 random bits, so no slow hash is needed. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'hash is not the SHA-256 of a token'),
})
type TokenEntry = z.infer<typeof TokenEntry>

/** The token file cannot be used. Its message names the file and what is wrong, and quotes nothing of it. */
export class TokenFileError extends Error {
  override readonly name = 'TokenFileError'
}

/** Of a secret that is itself random: a token, or a cookie. Hexadecimal. */
export const sha256 = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** 32 random bytes in 43 characters of base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** `AUTH_TOKENS_FILE`, or `tokens.json` in `DATA_DIR`. @param environment as `process.env` */
export const tokensFileOf = ({
  AUTH_TOKENS_FILE,
  DATA_DIR,
}: {
  readonly AUTH_TOKENS_FILE?: string | undefined
  readonly DATA_DIR?: string | undefined
}): string => AUTH_TOKENS_FILE || join(DATA_DIR || './data', 'tokens.json')

/** Reads the file. @returns its entries; none where there is no file yet. @throws TokenFileError */
export function readTokens(path: string): readonly TokenEntry[] {
  let body: unknown
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) return []
    if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0)
      throw new TokenFileError(`The token file ${path} must be readable by its owner alone: chmod 600 ${path}`)
    body = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof TokenFileError) throw error
    const code = (error as NodeJS.ErrnoException).code ?? 'it is not JSON'
    throw new TokenFileError(`The token file ${path} cannot be read (${code}).`)
  }
  const parsed = z.array(TokenEntry).safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const at = typeof issue?.path[0] === 'number' ? `entry ${issue.path[0] + 1}` : 'the file'
  throw new TokenFileError(
    `The token file ${path} must be a list of {name, role, email, hash}; ${at}: ${issue?.path.slice(1).join('.') ?? ''} ${issue?.message ?? ''}`,
  )
}

/** Writes it whole or not at all, for its owner alone. */
export function writeTokens(path: string, entries: readonly TokenEntry[]): void {
  const half = `${path}.new`
  writeFileSync(half, `${JSON.stringify(entries, null, 2)}\n`, { mode: 0o600, flush: true })
  chmodSync(half, 0o600)
  renameSync(half, path)
}

/**
 * Adds a token for a person or script.
 * @returns the token, which is kept nowhere
 * @throws TokenFileError if the file cannot be read or the entry not be used
 */
export function addToken(path: string, entry: Omit<TokenEntry, 'hash' | 'role'> & { readonly role: string }): string {
  const token = newSecret()
  const parsed = TokenEntry.safeParse({ ...entry, hash: sha256(token) })
  if (!parsed.success) throw new TokenFileError(`${parsed.error.issues.map(({ message }) => message).join('; ')}.`)
  writeTokens(path, [...readTokens(path), parsed.data])
  return token
}

/** The tokens as the file has them now: one that is taken out of it ends at once, without a restart. */
export class Tokens {
  readonly #path: string
  readonly #log: Pick<FastifyBaseLogger, 'error'>
  #version: string
  #byHash: ReadonlyMap<string, User> | null

  /** @throws TokenFileError if the file cannot be used */
  constructor(path: string, log: Pick<FastifyBaseLogger, 'error'>) {
    this.#path = path
    this.#log = log
    this.#version = versionOf(path)
    this.#byHash = usersByHash(readTokens(path))
  }

  /** @throws SignInUnavailable where the file has become unusable: nobody gets in by it until it is mended */
  byHash(hash: string): User | null {
    const version = versionOf(this.#path)
    if (version !== this.#version) this.#byHash = this.#read(version)
    this.#version = version
    if (this.#byHash === null) throw new SignInUnavailable()
    return this.#byHash.get(hash) ?? null
  }

  #read(version: string): ReadonlyMap<string, User> | null {
    try {
      // An editor may replace a file by removing it first: that must not end everyone's session.
      if (version === NO_FILE) throw new TokenFileError(`The token file ${this.#path} is no longer there.`)
      return usersByHash(readTokens(this.#path))
    } catch (error) {
      if (!(error instanceof TokenFileError)) throw error
      this.#log.error(`${error.message} Until it is mended, nobody can sign in with a token.`)
      return null
    }
  }
}

const usersByHash = (entries: readonly TokenEntry[]): ReadonlyMap<string, User> =>
  new Map(entries.map(({ name, role, email, hash }) => [hash, { name, role, email: email ?? null }]))

const NO_FILE = 'none'

/** Changes whenever the file does, replaced or written in place. */
function versionOf(path: string): string {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
    return stat ? `${stat.ino} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.size}` : NO_FILE
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable'
  }
}
