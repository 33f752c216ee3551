import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { AuthMode } from '#src/domain/metocean/wire/contract.ts'
import { isPeerList, type ProxyHeaders } from './auth/access.ts'
import type { OidcSettings } from './auth/provider.ts'
import { type CompanyProxy, isLoopbackName, ProxyAddress, ProxyExceptions } from './http/outside.ts'
import { TestField } from './fields/test-field.ts'
import type { DailyCaps } from './db/usage.ts'
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

const hostName = z.string().regex(/^[\w.:[\]-]+$/, 'must be a host name or address')

const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
)

const headerName = z
  .string()
  .regex(/^[\w-]+$/, 'must be the name of a request header')
  .transform((name) => name.toLowerCase())

/** Every variable that is read, except the key itself. */
export const Environment = z.object({
  HOST: hostName.default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(8080),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  METOCEAN_API_KEY_FILE: z.string().optional(),
  METOCEAN_URL: serviceUrl.default('https://api.amphitrite.fr'),
  METOCEAN_TASKS_URL: serviceUrl.default('https://metocean.app.amphitrite.fr'),
  HTTPS_PROXY: ProxyAddress.optional(),
  NO_PROXY: ProxyExceptions.default([]),
  AUTH: z.enum(AuthMode.options, { error: 'must be none, token, proxy or oidc' }).default('none'),
  AUTH_TOKENS_FILE: z.string().optional(),
  AUTH_PROXY_HEADER: headerName.optional(),
  AUTH_PROXY_EMAIL_HEADER: headerName.optional(),
  AUTH_PROXY_ROLE_HEADER: headerName.optional(),
  AUTH_PROXY_PEERS: commaList.refine(isPeerList, 'must be addresses such as 10.0.0.5, 10.1.0.0/16 or ::1').default([]),
  OIDC_ISSUER: serviceUrl.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  OIDC_SCOPE: z
    .string()
    .regex(/^(?:\S+ )*openid(?: \S+)*$/, 'must be scopes with blanks between them, openid among them')
    .default('openid profile email'),
  OIDC_ROLE_CLAIM: z.string().default('roles'),
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
    .max(18_000, 'must be at most 18000') // with the computing it stays below the time a job may take
    .default(0),
  EMBEDDED_TEST_FIELD: TestField.optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  ALLOW_HTTP: z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0'),
  TASK_VISIBILITY: z.enum(['team', 'own'], { error: 'must be team or own' }).default('team'),
  MAIL_ALLOWED_DOMAINS: commaList
    .refine(
      (domains) => domains.every((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain)),
      'must be domains such as company.example, separated by commas',
    )
    .default([]),
  DAILY_CAP: wholeNumber(1, 1e12).optional(),
  DAILY_CAP_USER: wholeNumber(1, 1e12).optional(),
  /** The user's own fields, in place of the synthetic model. */
  FIELDS_DIR: z
    .string()
    .refine((text) => !/^https?:/i.test(text), 'must be a folder; stores at an address are not read')
    .optional(),
  FIELDS_CACHE_MB: wholeNumber(16, 100_000).default(256),
  RETENTION_DAYS: wholeNumber(1, 36_500).default(90),
  RETENTION_GB: wholeNumber(1, 100_000).default(10),
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  METRICS_HOST: hostName.default('127.0.0.1'),
  SYNC_TIMEOUT_SECONDS: wholeNumber(1, 3600).default(180),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be a log level, such as info',
    })
    .default('info'),
})

/** What the server runs with: every setting of the README, and the key from wherever it came. */
export type Settings = z.infer<typeof Environment> & {
  /** Set: gateway mode. Leaves this process only in the `x-api-key` header of calls to the service. */
  readonly apiKey: string | null
  /** For `AUTH=oidc`; null: the identity provider knows Fairway as a public client. */
  readonly oidcSecret: string | null
}

/** `RETENTION_DAYS` and `RETENTION_GB` in the service's units. */
export const retentionOf = ({ RETENTION_DAYS, RETENTION_GB }: Settings): { days: number; bytes: number } => ({
  days: RETENTION_DAYS,
  bytes: RETENTION_GB * 1e9,
})

/** `AUTH_PROXY_HEADER` and its two companions; null in the other modes. */
export const proxyHeadersOf = (settings: Settings): ProxyHeaders | null =>
  settings.AUTH === 'proxy' && settings.AUTH_PROXY_HEADER !== undefined
    ? {
        name: settings.AUTH_PROXY_HEADER,
        email: settings.AUTH_PROXY_EMAIL_HEADER ?? null,
        role: settings.AUTH_PROXY_ROLE_HEADER ?? null,
      }
    : null

/** `OIDC_…`; null in the other modes. */
export const oidcOf = (settings: Settings): OidcSettings | null =>
  settings.AUTH === 'oidc' && settings.OIDC_ISSUER !== undefined && settings.OIDC_CLIENT_ID !== undefined
    ? {
        issuer: settings.OIDC_ISSUER,
        clientId: settings.OIDC_CLIENT_ID,
        clientSecret: settings.oidcSecret,
        scope: settings.OIDC_SCOPE,
        roleClaim: settings.OIDC_ROLE_CLAIM,
        proxy: proxyOf(settings),
      }
    : null

/** `DAILY_CAP` and `DAILY_CAP_USER`. */
export const dailyCapsOf = ({ DAILY_CAP, DAILY_CAP_USER }: Settings): DailyCaps => ({
  all: DAILY_CAP ?? null,
  user: DAILY_CAP_USER ?? null,
})

/** `HTTPS_PROXY` with `NO_PROXY`, or null: calls to the outside go directly. */
export const proxyOf = ({ HTTPS_PROXY, NO_PROXY }: Settings): CompanyProxy | null =>
  HTTPS_PROXY ? { ...HTTPS_PROXY, except: NO_PROXY } : null

/** The embedded service's mail settings; null: it sends none. With a key the MetOcean API sends mail. */
export function mailOf({ apiKey, SMTP_URL, MAIL_FROM, PUBLIC_URL, HOST, PORT }: Settings): MailSettings | null {
  if (apiKey !== null || SMTP_URL === undefined || MAIL_FROM === undefined) return null
  const pageUrl = PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`
  return { smtpUrl: SMTP_URL, from: MAIL_FROM, pageUrl: pageUrl.replace(/\/+$/, '') }
}

/**
 * Reads all settings once, at start.
 * @param environment as `process.env`; an empty value counts as unset, but is refused for the key and its file
 * @throws SettingsError naming every setting that cannot be used
 */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): Settings {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  // Other programs use either case; as with them, the lower case wins.
  for (const name of ['HTTPS_PROXY', 'NO_PROXY']) filled[name] = filled[name.toLowerCase()] ?? filled[name]
  const parsed = Environment.safeParse(filled)
  if (!parsed.success) throw new SettingsError(problemsOf(parsed.error))
  const apiKey = readKey(environment, parsed.data.METOCEAN_API_KEY_FILE)
  const problems = [
    ...testProblems(parsed.data, environment),
    ...listenProblems(parsed.data),
    ...signInProblems(parsed.data),
    ...(apiKey === null ? mailProblems(parsed.data) : []),
  ]
  if (problems.length > 0) throw new SettingsError(problems)
  const { OIDC_CLIENT_SECRET_FILE: secretFile } = parsed.data
  const oidcSecret = secretFile ? readSecret(secretFile, 'OIDC_CLIENT_SECRET_FILE') : null
  return { ...parsed.data, apiKey, oidcSecret }
}

const problemsOf = ({ issues }: z.ZodError) => issues.map(({ path, message }) => `${path.join('.')} ${message}`)

const DatabaseSettings = Environment.pick({ DATA_DIR: true, DATABASE_URL: true })

/**
 * Which database is used, for commands that need no other setting.
 * @throws SettingsError
 */
export function readDatabaseSettings(
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<typeof DatabaseSettings> {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const parsed = DatabaseSettings.safeParse(filled)
  if (!parsed.success) throw new SettingsError(problemsOf(parsed.error))
  return parsed.data
}

/** A sea made up for tests must never be taken for one to sail by, synthetic as that is. */
const testProblems = (
  { EMBEDDED_TEST_FIELD }: z.infer<typeof Environment>,
  environment: Readonly<Record<string, string | undefined>>,
): string[] =>
  EMBEDDED_TEST_FIELD === undefined || environment['NODE_ENV'] === 'test'
    ? []
    : ['EMBEDDED_TEST_FIELD is for tests alone: it needs NODE_ENV=test']

/** What makes the address unsafe to listen on, or to be reached at: beyond loopback a sign-in and https are needed. */
function listenProblems({ HOST, AUTH, PUBLIC_URL, ALLOW_HTTP }: z.infer<typeof Environment>): string[] {
  const problems: string[] = []
  const isPublic = PUBLIC_URL !== undefined && !isLoopbackName(new URL(PUBLIC_URL).hostname)
  if (AUTH === 'none' && isPublic)
    problems.push(
      'PUBLIC_URL names a site for others, and AUTH is none: whoever reached it would be let in. Set AUTH to token, proxy or oidc',
    )
  if (AUTH === 'none' && !isLoopbackName(HOST))
    problems.push(
      'HOST is not a loopback address, and AUTH is none: without a sign-in mode the server listens on loopback only',
    )
  if (!isLoopbackName(HOST) && PUBLIC_URL === undefined)
    problems.push('PUBLIC_URL is needed beyond loopback: the https:// address that users type')
  if (isPublic && ALLOW_HTTP !== '1' && !PUBLIC_URL.startsWith('https://'))
    problems.push('PUBLIC_URL must be an https:// address beyond loopback (ALLOW_HTTP=1 overrides this)')
  return problems
}

/** What a sign-in mode lacks. */
function signInProblems(settings: z.infer<typeof Environment>): string[] {
  const { AUTH, TASK_VISIBILITY, AUTH_PROXY_HEADER, AUTH_PROXY_PEERS, OIDC_ISSUER, OIDC_CLIENT_ID } = settings
  const problems: string[] = []
  if (AUTH === 'none' && TASK_VISIBILITY !== 'team')
    problems.push('TASK_VISIBILITY: without a sign-in everyone is one team; only team is supported')
  if (AUTH === 'proxy' && AUTH_PROXY_HEADER === undefined)
    problems.push('AUTH_PROXY_HEADER is needed with AUTH=proxy: the header in which the proxy names the user')
  if (AUTH === 'proxy' && AUTH_PROXY_PEERS.length === 0)
    problems.push('AUTH_PROXY_PEERS is needed with AUTH=proxy: the addresses of the proxy, from which alone it counts')
  if (AUTH === 'oidc' && OIDC_ISSUER === undefined)
    problems.push('OIDC_ISSUER is needed with AUTH=oidc: the address of the identity provider')
  if (AUTH === 'oidc' && OIDC_CLIENT_ID === undefined)
    problems.push('OIDC_CLIENT_ID is needed with AUTH=oidc: the name under which the identity provider knows Fairway')
  if (AUTH === 'oidc' && settings.PUBLIC_URL === undefined)
    problems.push('PUBLIC_URL is needed with AUTH=oidc: the identity provider sends browsers back to it')
  return problems
}

/** What the embedded service lacks for mailing. */
function mailProblems({ AUTH, SMTP_URL, MAIL_FROM, MAIL_ALLOWED_DOMAINS }: z.infer<typeof Environment>): string[] {
  if (SMTP_URL === undefined) return []
  const problems: string[] = []
  if (MAIL_FROM === undefined) problems.push('MAIL_FROM is needed with SMTP_URL: the address that mail comes from')
  if (AUTH === 'none' && MAIL_ALLOWED_DOMAINS.length === 0)
    problems.push('MAIL_ALLOWED_DOMAINS is needed with SMTP_URL: without a sign-in nobody has an address of their own')
  return problems
}

/** The service's key from the variable or its file, or null. A key that is present but unusable is never ignored. */
function readKey(environment: Readonly<Record<string, string | undefined>>, file: string | undefined): string | null {
  const given = environment['METOCEAN_API_KEY']
  if (file === undefined && environment['METOCEAN_API_KEY_FILE'] !== undefined)
    throw new SettingsError(['METOCEAN_API_KEY_FILE is empty'])
  if (given !== undefined && file)
    throw new SettingsError(['METOCEAN_API_KEY and METOCEAN_API_KEY_FILE: set one of them, not both'])
  if (given !== undefined) return checkedKey(given, 'METOCEAN_API_KEY')
  if (!file) return null
  return readSecret(file, 'METOCEAN_API_KEY_FILE')
}

function readSecret(file: string, setting: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable'
    throw new SettingsError([`${setting} cannot be read (${code})`])
  }
  return checkedKey(text, setting)
}

function checkedKey(text: string, setting: string): string {
  const key = text.trim()
  if (!key) throw new SettingsError([`${setting} is empty`])
  if (!/^[\x21-\x7e]{1,4096}$/.test(key))
    throw new SettingsError([`${setting} holds characters that a key cannot have`])
  return key
}
