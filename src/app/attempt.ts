import { useEffect, useEffectEvent } from 'react'
import { onServerAnswers } from '#src/data/http/server-answers.ts'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import { intend } from '#src/state/intents.ts'

/** Starts work whose failure is shown under the top bar, as it has no other place; that of the last one leaves. */
export function attempt(work: () => Promise<void>): void {
  intend('show-failure', null)
  void work().catch((error: unknown) => intend('show-failure', asAppError(error)))
}

/** A failure that says no more than that nobody answers is over once somebody does. */
export function useOverOnceAnswered(failure: AppError | null | undefined, over: () => void): void {
  const end = useEffectEvent(over)
  const isOfContact = failure?.code === 'offline' || failure?.code === 'server-unreachable'
  useEffect(() => (isOfContact ? onServerAnswers(() => end()) : undefined), [isOfContact])
}
