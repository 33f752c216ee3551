import { setTimeout as realTime } from 'node:timers/promises'
import { act } from '@testing-library/react'
import { expect, vi } from 'vitest'
import { startUpstream, type ScriptedUpstream } from '#test/support/upstream/upstream.ts'

const KEY = 'key-of-the-scripted-service'
const about = {
  mode: 'embedded',
  source: 'Scripted service',
  synthetic: false,
  user: 'operator',
  now: '2026-11-22T17:41:00Z',
  version: '0',
  mail: { available: false, reason: null },
  capabilities: [],
  limits: { points: 200_000, bodyBytes: 1 },
}

const fetchForReal = globalThis.fetch

/**
 * The scripted upstream behind `fetch`, reached over real sockets while the page's own timers are fake. Fairway's own
 * server adds nothing that concerns a card.
 */
export async function startScriptedService(): Promise<ScriptedUpstream> {
  const upstream = await startUpstream(KEY)
  vi.stubGlobal('fetch', async (path: string, { method, body, headers }: RequestInit = {}) => {
    if (path === '/api/about') return Response.json(about)
    // Without the page's signal: Node's fetch does not accept jsdom's.
    return fetchForReal(upstream.url + path.replace('/api', ''), {
      method,
      body,
      headers: { ...(headers as Record<string, string>), 'x-api-key': KEY },
    })
  })
  return upstream
}

/** Waits for what real sockets bring, with the page's clock nearly standing still. */
export async function eventually(holds: () => void): Promise<void> {
  for (let tries = 0; ; tries++) {
    await act(async () => {
      await vi.advanceTimersByTimeAsync(1)
      await realTime(5)
    })
    try {
      return holds()
    } catch (error) {
      if (tries > 400) throw error
    }
  }
}

/** Lets time pass for the page in steps, so that each call is answered before the next is due. */
export async function passBy(seconds: number, stepSeconds = seconds): Promise<void> {
  for (let passed = 0; passed < seconds; passed += stepSeconds) {
    await act(async () => {
      await vi.advanceTimersByTimeAsync(stepSeconds * 1000)
      await realTime(10)
    })
  }
}

export const notYet = (element: HTMLElement | null) => expect(element).toBeNull()
