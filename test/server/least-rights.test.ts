import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { requestBody } from './support/embedded.ts'
import { makeDataFolder } from '#test/support/data-folder.ts'
import { startChild, startRefused } from './support/child-server.ts'

/** A user with no rights but everyone's. */
const nobody = { uid: 65_534, gid: 65_534 }
const may = (what: '-r' | '-w', path: string) => spawnSync('test', [what, path], nobody).status === 0
/** Only root can start a program as somebody else, who must be let into the folder of the project. */
const canBeNobody = process.getuid?.() === 0 && may('-r', 'package.json')

it.skipIf(!canBeNobody)(
  'S23 listens on this machine alone, and needs no rights but to write its data folder',
  async () => {
    const dataDir = makeDataFolder('nobody')
    execFileSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, dataDir])
    for (const path of ['.', 'dist', 'src', 'node_modules', 'package.json'])
      expect([path, may('-w', path)]).toEqual([path, false])
    expect(may('-w', dataDir)).toBe(true)
    const server = await startChild({ DATA_DIR: dataDir }, 'server', nobody)
    expect(new URL(server.api).hostname).toBe('127.0.0.1')
    const accepted = await fetch(`${server.api}/MetOcean/async`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-fairway': '1' },
      body: JSON.stringify(requestBody(1)),
    })
    expect(accepted.status).toBe(200)
    expect(await server.end('SIGTERM')).toBe(0)
    expect(readdirSync(dataDir).length).toBeGreaterThan(0)
    for (const name of readdirSync(dataDir)) expect(statSync(join(dataDir, name)).uid, name).toBe(nobody.uid)
    rmSync(dataDir, { recursive: true })
  },
  120_000,
)

it.skipIf(!canBeNobody)(
  'S23 says in a sentence that it may not write its data folder',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'fairway-locked-'))
    writeFileSync(join(dataDir, 'of-somebody-else'), '')
    chmodSync(dataDir, 0o755)
    const { code, text } = await startRefused({ DATA_DIR: dataDir }, 'server', nobody)
    expect(code).toBe(1)
    expect(text).toContain(dataDir)
    expect(text.trim().split('\n')).toHaveLength(1)
    rmSync(dataDir, { recursive: true })
  },
  120_000,
)
