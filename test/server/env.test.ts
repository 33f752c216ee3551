import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proxyOf, readEnvironment } from '#src/server/env.ts'

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
    expect(readEnvironment({})).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 8080,
      DATA_DIR: './data',
      AUTH: 'none',
      EMBEDDED_TASK_SECONDS: 0,
      SYNC_TIMEOUT_SECONDS: 180,
      TASK_VISIBILITY: 'team',
      RETENTION_DAYS: 90,
      RETENTION_GB: 10,
      LOG_LEVEL: 'info',
      apiKey: null,
      METOCEAN_URL: 'https://api.amphitrite.fr',
      METOCEAN_TASKS_URL: 'https://metocean.app.amphitrite.fr',
    })
  })

  it('count as unset when empty', () => {
    expect(readEnvironment({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ PORT: 8080 })
  })

  it('read the key from its variable or its file', () => {
    expect(readEnvironment({ METOCEAN_API_KEY: 'abc' }).apiKey).toBe('abc')
    expect(readEnvironment({ METOCEAN_API_KEY_FILE: file('key', 'abc\n') }).apiKey).toBe('abc')
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
    ['EMBEDDED_TEST_FIELD', { EMBEDDED_TEST_FIELD: 'shear' }],
    ['EMBEDDED_TEST_FIELD', { EMBEDDED_TEST_FIELD: 'canary', NODE_ENV: 'test' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'canary' }],
    ['AUTH', { AUTH: 'canary' }],
    ['HOST', { HOST: '0.0.0.0', PUBLIC_URL: 'https://canary.example' }],
    ['PUBLIC_URL', { HOST: '0.0.0.0', AUTH: 'token' }],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://me:canary@' }],
    ['HTTPS_PROXY', { https_proxy: 'socks5://me:canary@proxy.example:1080' }],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://me:canary@proxy.example:8080/path' }],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://me:canary%zz@proxy.example' }],
    ['NO_PROXY', { NO_PROXY: 'https://canary.example/' }],
    ['NO_PROXY', { no_proxy: 'me:canary@host.example' }],
  ])('name %s, but not its value, if they cannot be used', (setting, environment) => {
    expect(() => readEnvironment(environment)).toThrow(setting)
    expect(() => readEnvironment(environment)).not.toThrow(/canary/)
  })

  it('refuse an empty key file', () => {
    expect(() => readEnvironment({ METOCEAN_API_KEY_FILE: file('empty', ' \n') })).toThrow(
      'METOCEAN_API_KEY_FILE is empty',
    )
  })

  it.each([
    [{}, null],
    [{ NO_PROXY: 'intranet' }, null],
    [
      { HTTPS_PROXY: 'http://proxy.example:8080/' },
      { url: 'http://proxy.example:8080', authorization: null, except: [] },
    ],
    [{ HTTPS_PROXY: 'proxy.example:8080' }, { url: 'http://proxy.example:8080', authorization: null, except: [] }],
    [
      { HTTPS_PROXY: 'http://upper.example:1', https_proxy: 'https://lower.example:2', no_proxy: 'a.example' },
      { url: 'https://lower.example:2', authorization: null, except: ['a.example'] },
    ],
    [
      {
        HTTPS_PROXY: 'http://mate:a%40b@proxy.example:8080',
        NO_PROXY: '10.0.0.0/8, .company.example host:8443,[::1],*.a.example,*',
      },
      {
        url: 'http://proxy.example:8080',
        authorization: `Basic ${btoa('mate:a@b')}`,
        except: ['10.0.0.0/8', '.company.example', 'host:8443', '[::1]', '*.a.example', '*'],
      },
    ],
  ])('describe the company proxy from %o', (environment, proxy) => {
    expect(proxyOf(readEnvironment(environment))).toEqual(proxy)
  })

  it('accept an http service only on this machine', () => {
    expect(readEnvironment({ METOCEAN_URL: 'http://127.0.0.1:9000' }).METOCEAN_URL).toBe('http://127.0.0.1:9000')
  })
})
