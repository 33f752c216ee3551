import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Environment, readEnvironment } from '#src/server/env.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const [, section = ''] = readme.split('\n## Settings\n')
const rows = section
  .split('\n## ')[0]!
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| /, '')))
const names = (cell: string) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name!)

it('the README lists every setting that is read, and no other', () => {
  expect(rows.flatMap(([first]) => names(first!)).sort()).toEqual(
    [...Object.keys(Environment.shape), 'METOCEAN_API_KEY'].sort(),
  )
})

it('the README has their defaults right', () => {
  const settings = readEnvironment({}) as unknown as Record<string, unknown>
  for (const [first, defaults] of rows) {
    const written = [...defaults!.matchAll(/`([^`]+)`/g)].map(([, value]) => value)
    const read = names(first!).map((name) => settings[name])
    if (written.length > 0) expect(written).toEqual(read.map(String))
    else if (defaults === 'unset')
      expect(read.filter((value) => value !== undefined && !(Array.isArray(value) && value.length === 0))).toEqual([])
    else expect(defaults).toBe('the two official bases')
  }
})

it.each([
  ['PUBLIC_URL', { PUBLIC_URL: 'https://canary.example' }],
  ['AUTH_PROXY_HEADER', { AUTH: 'proxy', AUTH_PROXY_PEERS: '127.0.0.1' }],
  ['AUTH_PROXY_PEERS', { AUTH: 'proxy', AUTH_PROXY_HEADER: 'x-canary' }],
  ['AUTH_PROXY_PEERS', { AUTH_PROXY_PEERS: 'canary' }],
  ['AUTH_PROXY_PEERS', { AUTH_PROXY_PEERS: '10.0.0.0/99' }],
  ['OIDC_ISSUER', { AUTH: 'oidc', OIDC_CLIENT_ID: 'canary', PUBLIC_URL: 'https://f.example' }],
  ['OIDC_CLIENT_ID', { AUTH: 'oidc', OIDC_ISSUER: 'https://canary.example', PUBLIC_URL: 'https://f.example' }],
  ['DAILY_CAP', { DAILY_CAP: '-1' }],
  ['TASK_VISIBILITY', { TASK_VISIBILITY: 'own' }],
  ['MAIL_FROM', { SMTP_URL: 'smtp://me:canary@mail.example' }],
  ['MAIL_ALLOWED_DOMAINS', { SMTP_URL: 'smtp://me:canary@mail.example', MAIL_FROM: 'a@b.example' }],
  ['MAIL_ALLOWED_DOMAINS', { MAIL_ALLOWED_DOMAINS: 'company.example, *' }],
  ['MAIL_FROM', { MAIL_FROM: 'Fairway <a@b.example>, canary <c@d.example>' }],
  ['MAIL_FROM', { MAIL_FROM: 'a@b.example\r\nBcc: canary@d.example' }],
  ['SMTP_URL', { SMTP_URL: 'https://me:canary@mail.example' }],
])('%s is refused by name, without its value', (name, environment) => {
  expect(() => readEnvironment(environment)).toThrow(name)
  expect(() => readEnvironment(environment)).not.toThrow(/canary/)
})

it('a gateway needs no settings of its own for mail', () => {
  expect(readEnvironment({ METOCEAN_API_KEY: 'key', SMTP_URL: 'smtp://mail.example' }).apiKey).toBe('key')
})
