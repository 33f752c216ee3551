import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '#src/server/env.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairway-env-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

describe('settings', () => {
  it('have the documented defaults', () => {
    expect(readSettings({})).toMatchObject({
      HOST: '127.0.0.1', PORT: 8080, DATA_DIR: './data', AUTH: 'none', EMBEDDED_TASK_SECONDS: 0, SYNC_TIMEOUT_SECONDS: 180,
      TASK_VISIBILITY: 'team', RETENTION_DAYS: 90, RETENTION_GB: 10, LOG_LEVEL: 'info', apiKey: null,
      METOCEAN_URL: 'https://api.amphitrite.fr', METOCEAN_TASKS_URL: 'https://metocean.app.amphitrite.fr',
    })
  })

  it('count as unset when empty', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ PORT: 8080 })
  })

  it('read the key from its variable or its file', () => {
    expect(readSettings({ METOCEAN_API_KEY: 'abc' }).apiKey).toBe('abc')
    expect(readSettings({ METOCEAN_API_KEY_FILE: file('key', 'abc\n') }).apiKey).toBe('abc')
  })

  it.each([
    ['PORT', { PORT: 'eighty' }],
    ['PORT', { PORT: '70000' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://me:canary@host/db' }],
    ['METOCEAN_URL', { METOCEAN_URL: 'http://api.example/canary' }],
    ['METOCEAN_TASKS_URL', { METOCEAN_TASKS_URL: 'https://me:canary@api.example' }],
    ['METOCEAN_API_KEY', { METOCEAN_API_KEY: '' }],
    ['METOCEAN_API_KEY', { METOCEAN_API_KEY: 'canary\nkey' }],
    ['METOCEAN_API_KEY_FILE', { METOCEAN_API_KEY_FILE: '/nowhere/canary' }],
    ['METOCEAN_API_KEY_FILE', { METOCEAN_API_KEY_FILE: '' }],
    ['EMBEDDED_TASK_SECONDS', { EMBEDDED_TASK_SECONDS: '-1' }],
    ['EMBEDDED_TASK_SECONDS', { EMBEDDED_TASK_SECONDS: '21600' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'canary' }],
    ['AUTH', { AUTH: 'canary' }],
    ['HOST', { HOST: '0.0.0.0', PUBLIC_URL: 'https://canary.example' }],
    ['PUBLIC_URL', { HOST: '0.0.0.0', AUTH: 'token' }],
  ])('name %s and not its value when they cannot be used', (setting, environment) => {
    expect(() => readSettings(environment)).toThrow(setting)
    expect(() => readSettings(environment)).not.toThrow(/canary/)
  })

  it('refuse an empty key file', () => {
    expect(() => readSettings({ METOCEAN_API_KEY_FILE: file('empty', ' \n') })).toThrow('METOCEAN_API_KEY_FILE is empty')
  })

  it('accept an http service on this machine only', () => {
    expect(readSettings({ METOCEAN_URL: 'http://127.0.0.1:9000' }).METOCEAN_URL).toBe('http://127.0.0.1:9000')
  })
})
