import { spawnSync } from 'node:child_process'
import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { readTokens, sha256 } from '#src/server/auth/token-file.ts'

const folder = join(mkdtempSync(join(tmpdir(), 'fairway-token-')), 'data')
const file = join(folder, 'tokens.json')

function token(...args: string[]) {
  const env = { PATH: process.env['PATH'], DATA_DIR: folder }
  const program = join(inject('builtPrograms'), 'token.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('npm run token', () => {
  it('adds, lists and removes', () => {
    const added = token('add', 'Anna Berg', '--email', 'anna@ship.example')
    expect(added.status).toBe(0)
    expect(added.stdout).toMatch(/^[\w-]{43}\n$/)
    expect(readTokens(file)).toEqual([
      { name: 'Anna Berg', role: 'operator', email: 'anna@ship.example', hash: sha256(added.stdout.trim()) },
    ])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(token('add', 'robot', '--role', 'viewer').status).toBe(0)
    const { stdout } = token('list')
    expect(stdout).toBe('Anna Berg\toperator\tanna@ship.example\nrobot\tviewer\n')
    expect(token('remove', 'Anna Berg')).toMatchObject({ status: 0, stdout: '' })
    expect(readTokens(file).map(({ name }) => name)).toEqual(['robot'])
  })

  it('says what is wrong and changes nothing', () => {
    const before = readTokens(file)
    expect(token('add', 'x', '--role', 'captain')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'role is not viewer, operator or admin.\n',
    })
    expect(token('remove', 'nobody').stderr).toBe(`There is no token of nobody in ${file}.\n`)
    expect(token('add')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('npm run token -- add NAME') as string,
    })
    expect(readTokens(file)).toEqual(before)
  })
})
