import { describe, expect, it } from 'vitest'
import { wayIn } from '#src/app/gate.tsx'
import { HttpError, SignedOut } from '#src/data/http/http-error.ts'

const here = { about: undefined, error: null, user: null, hostname: '127.0.0.1' }
const away = new HttpError('server-unreachable', '', { outcome: 'unknown' })

describe('the way into the page', () => {
  it('waits until the server has said who is signed in, and asks nobody else for a sign-in', () => {
    expect(wayIn(here)).toBe('waiting')
    expect(wayIn({ ...here, user: { name: 'anna', auth: 'token' } })).toBe('waiting')
    expect(wayIn({ ...here, about: { auth: 'token' } })).toBe('open')
  })

  it('does not wait where nobody signs in', () => {
    expect(wayIn({ ...here, user: { name: 'operator', auth: 'none' } })).toBe('open')
    expect(wayIn({ ...here, about: { auth: 'none' } })).toBe('open')
    expect(wayIn({ ...here, about: {} })).toBe('open') // a server of an earlier version
  })

  it('asks for a sign-in at every address until somebody is signed in', () => {
    const error = new SignedOut('oidc')
    expect(wayIn({ ...here, error })).toEqual({ kind: 'signed-out', auth: 'oidc' })
    expect(wayIn({ ...here, error, user: { name: 'operator', auth: 'none' } })).toEqual({
      kind: 'signed-out',
      auth: 'oidc',
    })
  })

  it('leaves the page where it is when the session ends in mid-work', () => {
    expect(wayIn({ ...here, about: { auth: 'token' }, error: new SignedOut('token') })).toBe('open')
  })

  it('shows what the server says to somebody without a role', () => {
    const error = new HttpError('no-role', '', { outcome: 'refused', status: 403, said: 'You have no role.' })
    expect(wayIn({ ...here, error })).toEqual({ kind: 'refused', words: 'You have no role.' })
  })

  it('goes on with what the browser keeps while the server is away, unless the last user signed out', () => {
    expect(wayIn({ ...here, error: away })).toBe('open')
    expect(wayIn({ ...here, error: away, user: { name: 'anna', auth: 'token' } })).toBe('open')
    expect(wayIn({ ...here, error: away, user: { name: '', auth: 'token' } })).toEqual({ kind: 'unreachable' })
  })

  it.each(['fairway.example', '192.168.1.7', '127.0.0.1.example', 'localhost.example'])(
    'shows nothing at %s without a sign-in',
    (hostname) => {
      const user = { name: 'operator', auth: 'none' } as const
      expect(wayIn({ ...here, hostname, user })).toBe('waiting')
      expect(wayIn({ ...here, hostname, user, about: { auth: 'none' } })).toEqual({ kind: 'elsewhere' })
      expect(wayIn({ ...here, hostname, about: { auth: 'proxy' } })).toBe('open')
    },
  )
  it.each(['localhost', '127.0.0.1', '127.9.9.9', '[::1]'])('knows %s for this machine', (hostname) => {
    expect(wayIn({ ...here, hostname, about: { auth: 'none' } })).toBe('open')
  })
})
