import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { clearingAsked, pageUser } from '#src/data/browser-user.ts'
import { HttpError, SignedOut } from '#src/data/http/http-error.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import type { BrowserUser } from '#src/domain/browser-user.ts'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import type { Closed } from '#src/features/access/sign-in-page.tsx'
import { SignInPagePart } from './parts.tsx'

const clearing = clearingAsked()

/** Shows the page to whoever is signed in, and to others only how to be. */
export function Gate({ children }: { children: ReactNode }) {
  return clearing ? <SignInPagePart why={{ kind: 'clearing', ...clearing }} /> : <Watched>{children}</Watched>
}

function Watched({ children }: { children: ReactNode }) {
  const { data: about, error: lastError } = useQuery(aboutQuery())
  // While it is asked again the query has no error, and what is on the screen must not go away for that.
  const [error, setError] = useState<Error | null>(null)
  if (lastError && lastError !== error) setError(lastError)
  const { hostname, pathname } = window.location
  const way = wayIn({ about, error, user: pageUser, hostname })
  const isDone = way === 'open' && pathname === '/sign-in'
  useEffect(() => {
    if (isDone) window.history.replaceState(null, '', '/')
  }, [isDone])
  if (way === 'waiting') return null
  if (way !== 'open') return <SignInPagePart why={way} />
  if (pathname === '/signed-in' && about) return <SignInPagePart why={{ kind: 'signed-in', user: about.user }} />
  return children
}

/** Names of this very machine, as the server knows them. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i

interface Known {
  /** Who is signed in, as the server last said. */
  readonly about: Pick<About, 'auth'> | undefined
  /** Why it could not say so this time. */
  readonly error: Error | null
  /** Whom the browser remembers. */
  readonly user: BrowserUser | null
  /** Of the page's address. */
  readonly hostname: string
}

/** Is the page shown, and if not, why? Once shown it stays: a session that ends then is taken up again in place. */
export function wayIn({ about, error, user, hostname }: Known): Closed | 'open' | 'waiting' {
  const isElsewhere = !loopback.test(hostname)
  if (about) return isElsewhere && (about.auth ?? 'none') === 'none' ? { kind: 'elsewhere' } : 'open'
  if (error instanceof SignedOut) return { kind: 'signed-out', auth: error.auth }
  if (error instanceof HttpError && error.code === 'no-role') return { kind: 'refused', words: error.said }
  // Without a sign-in on this machine there is nothing to wait for.
  if (user?.auth === 'none' && !isElsewhere) return 'open'
  if (!error) return 'waiting'
  return user?.name === '' ? { kind: 'unreachable' } : 'open'
}
