import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type CompanyProxy, isLoopbackName, ProxyAddress, ProxyExceptions } from './http/outside.ts'
import type { MailSettings } from './mail/mailing.ts'

/** A setting that cannot be used. Its message names the setting and never its value, which may be a secret. */
export class SettingsError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'SettingsError'
  }
}

const wholeNumber = (min: number, max: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${min} to ${max}` })
    .int(`must be a whole number from ${min} to ${max}`)
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)

/** An address of the service: https, or http on this machine only; without credentials, query or fragment. */
const serviceUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
  .refine((text) => {
    const url = new URL(text)
    return url.protocol === 'https:' || isLoopbackName(url.hostname)
  }, 'must be https (http is accepted on loopback only)')
  .refine((text) => {
    const url = new URL(text)
    return !url.username && !url.password && !url.search && !url.hash
  }, 'must have no credentials, query or fragment')

const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
)

/** Every variable that is read, but for the key itself. */
export const Environment = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:[\]-]+$/, 'must be a host name or address')
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(8080),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  METOCEAN_API_KEY_FILE: z.string().optional(),
  METOCEAN_URL: serviceUrl.default('https://api.amphitrite.fr'),
  METOCEAN_TASKS_URL: serviceUrl.default('https://metocean.app.amphitrite.fr'),
  HTTPS_PROXY: ProxyAddress.optional(),
  NO_PROXY: ProxyExceptions.default([]),
  AUTH: z.enum(['none', 'token', 'proxy'], { error: 'must be none, token or proxy' }).default('none'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^\p{Cc}<>@",;:\\]+ <[^\s<>@]+@[\w-]+(?:\.[\w-]+)*>|[^\s<>@]+@[\w-]+(?:\.[\w-]+)*)$/u,
      'must be an e-mail address, or a name and an address in angle brackets',
    )
    .max(254, 'must be at most 254 characters')
    .optional(),
  EMBEDDED_TASK_SECONDS: z.coerce
    .number({ error: 'must be a number of seconds' })
    .min(0, 'must not be negative')
    .max(18_000, 'must be at most 18000') // with what it computes it stays below the time a job may take
    .default(0),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  ALLOW_HTTP: z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0'),
  TASK_VISIBILITY: z.enum(['team', 'own'], { error: 'must be team or own' }).default('team'),
  MAIL_ALLOWED_DOMAINS: commaList
    .refine(
      (domains) => domains.every((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain)),
      'must be domains such as company.example, separated by commas',
    )
    .default([]),
  RETENTION_DAYS: wholeNumber(1, 36_500).default(90),
  RETENTION_GB: wholeNumber(1, 100_000).default(10),
  SYNC_TIMEOUT_SECONDS: wholeNumber(1, 3600).default(180),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be a log level, such as info',
    })
    .default('info'),
})

/** Settings that this version does not know how to keep: nobody should think that they hold. */
export const laterSettings: readonly string[] = [
  'AUTH_TOKENS_FILE',
  'AUTH_PROXY_HEADER',
  'AUTH_PROXY_PEERS',
  'SESSION_SECRET_FILE',
  'DAILY_CAP',
  'METRICS_PORT',
]

/** What the server runs with: every setting of the README, plus the key, wherever it came from. */
export type Settings = z.infer<typeof Environment> & {
  /** Set: gateway mode. Leaves this process only in the `x-api-key` header of calls to the service. */
  readonly apiKey: string | null
}

/** `RETENTION_DAYS` and `RETENTION_GB` as the service takes them. */
export const retentionOf = ({ RETENTION_DAYS, RETENTION_GB }: Settings): { days: number; bytes: number } => ({
  days: RETENTION_DAYS,
  bytes: RETENTION_GB * 1e9,
})

/** `HTTPS_PROXY` with `NO_PROXY`, or null: calls to the outside go directly. */
export const proxyOf = ({ HTTPS_PROXY, NO_PROXY }: Settings): CompanyProxy | null =>
  HTTPS_PROXY ? { ...HTTPS_PROXY, except: NO_PROXY } : null

/** What the embedded service mails with, or null: it sends none. With a key the MetOcean API mails. */
export function mailOf({ apiKey, SMTP_URL, MAIL_FROM, PUBLIC_URL, HOST, PORT }: Settings): MailSettings | null {
  if (apiKey !== null || SMTP_URL === undefined || MAIL_FROM === undefined) return null
  const pageUrl = PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`
  return { smtpUrl: SMTP_URL, from: MAIL_FROM, pageUrl: pageUrl.replace(/\/+$/, '') }
}

/**
 * Reads all settings once, at start.
 * @param environment as `process.env`; an empty value counts as unset, except for the key and its file, where it is refused
 * @throws SettingsError naming every setting that cannot be used
 */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): Settings {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  // Set in either case by other programs' custom; as with them the lower one counts.
  for (const name of ['HTTPS_PROXY', 'NO_PROXY']) filled[name] = filled[name.toLowerCase()] ?? filled[name]
  const parsed = Environment.safeParse(filled)
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
  }
  const apiKey = readKey(environment, parsed.data.METOCEAN_API_KEY_FILE)
  const problems = [
    ...versionProblems(filled, parsed.data),
    ...listenProblems(parsed.data),
    ...(apiKey === null ? mailProblems(parsed.data) : []),
  ]
  if (problems.length > 0) throw new SettingsError(problems)
  return { ...parsed.data, apiKey }
}

/** What is asked for and not part of this version. */
function versionProblems(
  filled: Readonly<Record<string, string | undefined>>,
  { AUTH, TASK_VISIBILITY }: z.infer<typeof Environment>,
): string[] {
  const problems = laterSettings
    .filter((name) => filled[name] !== undefined)
    .map((name) => `${name} is not part of this version`)
  if (AUTH !== 'none') problems.push('AUTH: sign-in is not part of this version; only none is supported')
  if (TASK_VISIBILITY !== 'team')
    problems.push('TASK_VISIBILITY: without a sign-in everyone is one team; only team is supported')
  return problems
}

/** What makes the address unsafe to listen on: beyond loopback a sign-in mode and https are needed. */
function listenProblems(settings: z.infer<typeof Environment>): string[] {
  if (isLoopbackName(settings.HOST)) return []
  const problems: string[] = []
  if (settings.AUTH === 'none') {
    problems.push(
      'HOST is not a loopback address, and AUTH is none: without a sign-in mode the server listens on loopback only',
    )
  }
  if (settings.ALLOW_HTTP !== '1' && !settings.PUBLIC_URL?.startsWith('https://')) {
    problems.push('PUBLIC_URL must be an https:// address beyond loopback (ALLOW_HTTP=1 overrides this)')
  }
  return problems
}

/** What the embedded service cannot mail without. */
function mailProblems({ SMTP_URL, MAIL_FROM, MAIL_ALLOWED_DOMAINS }: z.infer<typeof Environment>): string[] {
  if (SMTP_URL === undefined) return []
  const problems: string[] = []
  if (MAIL_FROM === undefined) problems.push('MAIL_FROM is needed with SMTP_URL: the address that mail comes from')
  if (MAIL_ALLOWED_DOMAINS.length === 0)
    problems.push('MAIL_ALLOWED_DOMAINS is needed with SMTP_URL: without a sign-in nobody has an address of their own')
  return problems
}

/** The service's key from the variable or its file, or null. A key that is there but unusable is never ignored. */
function readKey(environment: Readonly<Record<string, string | undefined>>, file: string | undefined): string | null {
  const given = environment['METOCEAN_API_KEY']
  if (file === undefined && environment['METOCEAN_API_KEY_FILE'] !== undefined)
    throw new SettingsError(['METOCEAN_API_KEY_FILE is empty'])
  if (given !== undefined && file)
    throw new SettingsError(['METOCEAN_API_KEY and METOCEAN_API_KEY_FILE: set one of them, not both'])
  if (given !== undefined) return checkedKey(given, 'METOCEAN_API_KEY')
  if (!file) return null
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable'
    throw new SettingsError([`METOCEAN_API_KEY_FILE cannot be read (${code})`])
  }
  return checkedKey(text, 'METOCEAN_API_KEY_FILE')
}

function checkedKey(text: string, setting: string): string {
  const key = text.trim()
  if (!key) throw new SettingsError([`${setting} is empty`])
  if (!/^[\x21-\x7e]{1,4096}$/.test(key))
    throw new SettingsError([`${setting} holds characters that a key cannot have`])
  return key
}
