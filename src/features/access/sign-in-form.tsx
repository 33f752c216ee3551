import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { pageUser } from '#src/data/browser-user.ts'
import { HttpError } from '#src/data/http/http-error.ts'
import { signInWithToken } from '#src/data/sign-in.ts'
import { aboutQuery } from '#src/data/tasks/queries.ts'
import { asAppError } from '#src/domain/errors.ts'
import type { AuthMode } from '#src/domain/metocean/wire/contract.ts'
import { Button, ButtonLink } from '#src/ui/form/button.tsx'
import { TextField } from '#src/ui/form/field.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import styles from './access.module.css'

interface SignInFormProps {
  auth: AuthMode
  /** Where the identity provider sends the user back to. */
  returnTo: string
  /** Beside work that is open: the identity provider gets a tab of its own. */
  inNewTab?: boolean
  /** The field that the keyboard begins in; null where there is none to fill in. */
  fieldRef?: RefObject<HTMLElement | null> | undefined
}

/** How somebody signs in at this server. Who it then is, `aboutQuery` tells the page. */
export function SignInForm({ auth, returnTo, inNewTab = false, fieldRef }: SignInFormProps) {
  if (auth === 'token') return <TokenForm fieldRef={fieldRef} />
  if (auth === 'oidc')
    return (
      <ButtonLink
        tone="primary"
        className={styles.whole}
        href={`/auth/start?return=${encodeURIComponent(returnTo)}`}
        {...(inNewTab && { target: '_blank', rel: 'noopener' })}
      >
        Sign in with your company account
      </ButtonLink>
    )
  return (
    <>
      <p>Your company’s sign-in page is not letting anybody through at the moment.</p>
      <Button tone="primary" className={styles.whole} onClick={() => window.location.reload()}>
        Reload page
      </Button>
    </>
  )
}

function TokenForm({ fieldRef }: Pick<SignInFormProps, 'fieldRef'>) {
  const client = useQueryClient()
  const [refusal, setRefusal] = useState<string | null>(null)
  const { register, handleSubmit, formState, setFocus } = useForm({ defaultValues: { token: '' } })
  const isBusy = formState.isSubmitting
  const field = useRef<HTMLInputElement>(null)
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(fieldRef, () => field.current)
  useEffect(() => setFocus('token'), [setFocus])
  const { ref, ...token } = register('token', {
    required: 'Enter your token.',
    onChange: () => setRefusal(null),
  })
  const enter = handleSubmit(async ({ token }) => {
    setRefusal(null)
    try {
      await signInWithToken(token.trim())
      await client.fetchQuery({ ...aboutQuery(), staleTime: 0 })
    } catch (error) {
      setRefusal((error instanceof HttpError && error.said) || messageFor(asAppError(error).code))
      setFocus('token', { shouldSelect: true })
    }
  })
  return (
    <form className={styles.form} aria-label="Sign in" noValidate onSubmit={(event) => void enter(event)}>
      {/* A token is all that is asked for; password managers keep it under a name. */}
      <input type="text" name="username" autoComplete="username" value={pageUser?.name ?? ''} readOnly hidden />
      <TextField
        label="Token"
        type="password"
        autoComplete="current-password"
        error={formState.errors.token?.message}
        {...token}
        ref={(input) => {
          ref(input)
          field.current = input
        }}
      />
      {refusal && <Notice tone="alarm">{refusal}</Notice>}
      <Button type="submit" tone="primary" className={styles.whole} aria-disabled={isBusy}>
        {isBusy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
