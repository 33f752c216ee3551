import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Environment, laterSettings, readEnvironment } from '#src/server/env.ts'

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

it.each(laterSettings)('%s stops the start, because this version could not keep it, and the README says so', (name) => {
  expect(() => readEnvironment({ [name]: '1' })).toThrow(`${name} is not part of this version`)
  expect(section).toContain(`\`${name}\``)
})

it.each([
  ['AUTH', { AUTH: 'token' }],
  ['TASK_VISIBILITY', { TASK_VISIBILITY: 'own' }],
  ['MAIL_FROM', { SMTP_URL: 'smtp://me:canary@mail.example' }],
  ['MAIL_ALLOWED_DOMAINS', { SMTP_URL: 'smtp://me:canary@mail.example', MAIL_FROM: 'a@b.example' }],
  ['MAIL_ALLOWED_DOMAINS', { MAIL_ALLOWED_DOMAINS: 'company.example, *' }],
  ['MAIL_FROM', { MAIL_FROM: 'Fairway <a@b.example>, canary <c@d.example>' }],
  ['MAIL_FROM', { MAIL_FROM: 'a@b.example\r\nBcc: canary@d.example' }],
  ['SMTP_URL', { SMTP_URL: 'https://me:canary@mail.example' }],
])('%s is refused by its name and without its value', (name, environment) => {
  expect(() => readEnvironment(environment)).toThrow(name)
  expect(() => readEnvironment(environment)).not.toThrow(/canary/)
})

it('a gateway needs nothing of its own for mail', () => {
  expect(readEnvironment({ METOCEAN_API_KEY: 'key', SMTP_URL: 'smtp://mail.example' }).apiKey).toBe('key')
})
