import { type ComponentType, createElement, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { AppError } from '#src/domain/errors.ts'
import { Button } from './button.tsx'
import { FailureNotice } from './failure-notice.tsx'

/** A page that is busy for longer gets the next part all the same: the connection may not be there for long. */
const LONGEST_WAIT_MS = 200

interface Preloaded {
  /** Has it ready before it is shown. Never rejects: whoever shows it is told. */
  readonly preload: () => Promise<void>
}

interface LazyPart<Props> extends Preloaded {
  (props: Props): ReactNode
}

/** All there are, in the order their modules ran in; a part that is loaded may bring more. */
const parts: Preloaded[] = []

/**
 * A part of the page that is loaded when it is first needed, and drawn the moment it is there: `React.lazy` holds back
 * what comes within 300 ms, and has an empty frame also where it was loaded before. One that cannot be loaded, as after
 * a new version was put on the server, says so in its own place and is tried again on demand, or when the connection
 * returns; the rest of the page stays.
 * @param load gives the component
 * @param placeholder keeps its place meanwhile
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>, placeholder: ReactNode = null): LazyPart<Props> {
  let current: ComponentType<Props> | AppError | null = null
  let coming: Promise<void> | null = null
  const listeners = new Set<() => void>()

  const become = (next: typeof current) => {
    current = next
    coming = null
    listeners.forEach((listener) => listener())
  }
  const preload = async () => {
    if (current && !(current instanceof AppError)) return
    coming ??= load().then(become, (cause: unknown) => become(new AppError('part-not-loaded', cause instanceof Error ? cause.message : String(cause), { cause })))
    await coming
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  function Part(props: Props) {
    const shown = useSyncExternalStore(subscribe, () => current)
    useEffect(() => {
      if (shown === null) void preload()
      if (!(shown instanceof AppError)) return
      const retry = () => void preload()
      window.addEventListener('online', retry)
      return () => window.removeEventListener('online', retry)
    }, [shown])
    if (shown === null) return placeholder
    if (shown instanceof AppError) return <FailureNotice failure={shown} actions={<Button size="small" onClick={() => void preload()}>Try again</Button>} />
    return createElement(shown, props)
  }
  const part = Object.assign(Part, { preload })
  parts.push(part)
  return part
}

/**
 * Loads every part, one after another, each once the browser has nothing better to do: what is opened later opens at
 * once, and is there when the server is away.
 * @param others what else is wanted then
 */
export async function preloadParts(others: readonly (() => Promise<unknown>)[] = []): Promise<void> {
  for (let at = 0; at < parts.length; at += 1) {
    await whenIdle()
    await parts[at]!.preload()
  }
  for (const load of others) {
    await whenIdle()
    await load().catch(() => undefined) // whoever needs it tries again, and says so
  }
}

const whenIdle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS })
    else setTimeout(resolve, LONGEST_WAIT_MS) // Safari has none
  })
