import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { clearBrowser } from '#src/data/sign-in.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import type { AuthMode } from '#src/domain/metocean/wire/contract.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { Button, ButtonLink } from '#src/ui/form/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { SignInForm } from './sign-in-form.tsx'
import styles from './access.module.css'

/** Why the page shows this instead of a voyage. */
export type Closed =
  | { readonly kind: 'signed-out'; readonly auth: AuthMode }
  /** Signed in, but not let in. `words` are the server's. */
  | { readonly kind: 'refused'; readonly words: string }
  /** The server has no sign-in, and is reached from elsewhere all the same. */
  | { readonly kind: 'elsewhere' }
  /** Nobody is signed in here, and the server does not answer. */
  | { readonly kind: 'unreachable' }
  /** Signed in in a tab of its own, for work that is open in another. */
  | { readonly kind: 'signed-in'; readonly user: string }
  /** Signed out, to leave nothing behind. `next`: where the identity provider ends its own session. */
  | { readonly kind: 'clearing'; readonly next: string | null }

/** All that is shown of Fairway to whoever may not see more. */
export function SignInPage({ why }: { why: Closed }) {
  const { title, content } = parts(why)
  useEffect(() => {
    document.title = `${title} – Fairway`
    return () => void (document.title = 'Fairway')
  }, [title])
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" width={32} height={32} />
          <span>Fairway</span>
        </div>
        <h1>{title}</h1>
        {content}
      </div>
      <p className={styles.foot}>{window.location.host}</p>
    </main>
  )
}

function parts(why: Closed): { title: string; content: ReactNode } {
  switch (why.kind) {
    case 'signed-out':
      return { title: 'Sign in', content: <SignIn auth={why.auth} /> }
    case 'refused':
      return {
        title: 'No access',
        content: (
          <>
            <Notice tone="caution">{why.words || messageFor('no-role')}</Notice>
            <Button className={styles.whole} onClick={() => window.location.reload()}>
              Try again
            </Button>
          </>
        ),
      }
    case 'elsewhere':
      return { title: 'This server has no sign-in', content: <NoSignIn /> }
    case 'unreachable':
      return { title: 'Sign in', content: <Unreachable /> }
    case 'signed-in':
      return {
        title: `Signed in as ${why.user}`,
        content: (
          <>
            <p>You can close this tab: your work goes on in the other one.</p>
            <ButtonLink className={styles.whole} href="/">
              Open Fairway here
            </ButtonLink>
          </>
        ),
      }
    case 'clearing':
      return { title: 'Signed out', content: <Clearing next={why.next} /> }
  }
}

const introductions: Readonly<Record<AuthMode, string | null>> = {
  token: 'Enter the token that your administrator gave you.',
  oidc: null,
  proxy: null,
  none: null,
}

function SignIn({ auth }: { auth: AuthMode }) {
  useQuery({ ...aboutQuery(), retryOnMount: false, refetchInterval: pollPolicy.askWhoMs })
  const { pathname, search } = window.location
  const refused = pathname === '/sign-in' ? new URLSearchParams(search).get('refused') : null
  return (
    <>
      {refused !== null && <Notice tone="alarm">{refusedWords(refused)}</Notice>}
      {introductions[auth] && <p>{introductions[auth]}</p>}
      <SignInForm auth={auth} returnTo={pathname === '/sign-in' ? '/' : pathname} />
      {!window.isSecureContext && (
        <Notice tone="warn">
          This address is not encrypted: others on the network can read what you enter. Ask whoever runs this site for
          https.
        </Notice>
      )}
    </>
  )
}

/** What the identity provider, or Fairway about what it said, gives as the reason. */
function refusedWords(code: string): string {
  if (code === 'no-role') return messageFor('no-role')
  const shown = /^[\w-]{1,60}$/.test(code) ? ` (${code})` : ''
  return `Your company’s sign-in did not let you in${shown}. Try again, or ask your administrator.`
}

function NoSignIn() {
  return (
    <>
      <p>
        It is meant for the computer it runs on and must not be reached from elsewhere: whoever opens this address could
        use its weather account.
      </p>
      <p className={styles.quiet}>
        Whoever runs it sets <code>AUTH</code> to token, proxy or oidc and <code>PUBLIC_URL</code> to{' '}
        <code>https://{window.location.host}</code>, then starts it again; the README says how.
      </p>
    </>
  )
}

function Unreachable() {
  useQuery({ ...aboutQuery(), retryOnMount: false, refetchInterval: pollPolicy.askWhoMs })
  return (
    <Notice tone="warn">
      <span role="status">{messageFor('server-unreachable')}</span>
    </Notice>
  )
}

function Clearing({ next }: { next: string | null }) {
  const [outcome, setOutcome] = useState<'cleared' | 'failed' | null>(null)
  useEffect(() => {
    clearBrowser().then(
      () => setOutcome('cleared'),
      () => setOutcome('failed'),
    )
  }, [])
  if (outcome === null) return <p role="status">Removing what this browser kept…</p>
  return (
    <>
      {outcome === 'cleared' ? (
        <Notice tone="ok">
          <span role="status">Everything Fairway kept in this browser has been removed.</span>
        </Notice>
      ) : (
        <Notice tone="alarm">
          Not everything could be removed. Close all other tabs of Fairway, then clear the data of this site in the
          browser’s own settings.
        </Notice>
      )}
      <ButtonLink className={styles.whole} href={next ?? '/'}>
        {next === null ? 'Sign in again' : 'Sign out of your company account too'}
      </ButtonLink>
    </>
  )
}
