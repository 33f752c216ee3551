import { type ComponentType, type ReactNode, Suspense, use } from 'react'
import { AppError } from '#src/domain/errors.ts'
import { PartBoundary } from './part-boundary.tsx'

/** A page that is busy for longer gets the parts all the same. */
const LONGEST_WAIT_MS = 5000

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
 * A part of the page that is loaded when it is first needed. Once it is there it is drawn at once, without the empty
 * frame that `React.lazy` has. One that cannot be loaded, as after a new version was put on the server, says so in its
 * own place and can be tried again; the rest of the page stays as it is.
 * @param load gives the component
 * @param placeholder keeps its place meanwhile
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>, placeholder: ReactNode = null): LazyPart<Props> {
  let loaded: ComponentType<Props> | null = null
  let coming: Promise<ComponentType<Props>> | null = null
  let failed = false

  const come = () =>
    (coming ??= load().then(
      (part) => (loaded = part),
      (cause: unknown) => {
        failed = true
        throw new AppError('part-not-loaded', cause instanceof Error ? cause.message : String(cause), { cause })
      },
    ))
  const forgetFailure = () => {
    if (failed) coming = null
    failed = false
  }

  function Inner(props: Props) {
    const Part = loaded ?? use(come())
    return <Part {...props} />
  }
  function Outer(props: Props) {
    return (
      <PartBoundary onRetry={forgetFailure}>
        <Suspense fallback={placeholder}>
          <Inner {...props} />
        </Suspense>
      </PartBoundary>
    )
  }
  const preload = async () => {
    forgetFailure()
    await come().catch(() => undefined)
  }
  const part = Object.assign(Outer, { preload })
  parts.push(part)
  return part
}

/** Loads every part, one after another, each once the browser has nothing better to do: what is opened later opens at once. */
export async function preloadParts(): Promise<void> {
  for (let at = 0; at < parts.length; at += 1) {
    await whenIdle()
    await parts[at]!.preload()
  }
}

// Safari has no idle callbacks.
const whenIdle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS })
    else setTimeout(resolve, LONGEST_WAIT_MS / 10)
  })
