import { type ComponentType, createElement, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { AppError } from '#src/domain/errors.ts'
import { Button } from '../form/button.tsx'
import { FailureNotice } from '../overlay/failure-notice.tsx'
import { areStylesMissing, loadMissingStyles } from './missing-styles.ts'

/** A page that is busy for longer still gets the next part: the connection may not last. */
const LONGEST_WAIT_MS = 200

/** The least wait after a failed try, doubled each time: what a new version has removed never comes. */
const PAUSE_MS = { first: 2_000, longest: 60_000 } as const

interface Preloaded {
  /** Loads it before it is shown. Never rejects; whoever shows it gets the error. */
  readonly preload: () => Promise<void>
  /** It was tried and did not load. */
  readonly isMissing: () => boolean
}

interface LazyPart<Props> extends Preloaded {
  (props: Props): ReactNode
}

/** All parts, in the order their modules ran; a part that loads may bring more. */
const parts: Preloaded[] = []

/**
 * A part of the page that is loaded when it is first needed, and drawn as soon as it has loaded: `React.lazy` holds
 * back what comes within 300 ms, and shows an empty frame even if it was loaded before. A part that cannot be loaded,
 * as after a new version was put on the server, says so in its own place and is tried again on demand, or by
 * `loadMissingParts`; the rest of the page stays.
 * @param load gives the component
 * @param placeholder keeps its place meanwhile
 * @param waits being drawn is no reason to load it, nor to say that it is missing: it is there once something else was
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  placeholder: ReactNode = null,
  { waits = false } = {},
): LazyPart<Props> {
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
    coming ??= loadStyled(load).then(become, (cause: unknown) =>
      become(new AppError('part-not-loaded', cause instanceof Error ? cause.message : String(cause), { cause })),
    )
    await coming
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  function Part(props: Props) {
    const shown = useSyncExternalStore(subscribe, () => current)
    useEffect(() => {
      if (shown === null && !waits) void preload()
    }, [shown])
    if (shown === null || (waits && shown instanceof AppError)) return placeholder
    if (shown instanceof AppError)
      return (
        <FailureNotice
          failure={shown}
          actions={
            <Button size="small" onClick={() => void preload()}>
              Try again
            </Button>
          }
        />
      )
    return createElement(shown, props)
  }
  const part = Object.assign(Part, { preload, isMissing: () => current instanceof AppError })
  parts.push(part)
  return part
}

/** A missing stylesheet may be one that this part shares with another, so it waits for all of them. */
async function loadStyled<Part>(load: () => Promise<Part>): Promise<Part> {
  const part = await load()
  await loadMissingStyles()
  return part
}

/** What a hand or a keyboard does with a page when work begins; so does a file that is dragged over it. */
const signsOfWork = ['pointerdown', 'keydown', 'focusin', 'dragenter'] as const
const CONTROLS = 'a, button, input, select, textarea, summary, [role="tab"], [role="menuitem"]'

/**
 * Somebody begins to work with the page: points at a control, presses a key, drags a file over it; or nobody has for so
 * long that the line may as well be used.
 */
export function workBegins(quietMs: number): Promise<void> {
  return new Promise((resolve) => {
    const begun = () => {
      clearTimeout(timer)
      for (const sign of signsOfWork) window.removeEventListener(sign, begun, true)
      window.removeEventListener('pointerover', over, true)
      resolve()
    }
    const over = ({ target }: Event) => {
      if (target instanceof Element && target.closest(CONTROLS)) begun()
    }
    const timer = setTimeout(begun, quietMs)
    for (const sign of signsOfWork) window.addEventListener(sign, begun, true)
    window.addEventListener('pointerover', over, true)
  })
}

/**
 * Loads every part, one after another, whenever the browser is idle: what is opened later opens at once, even while
 * the server is away.
 * @param others what else to load then
 */
export async function preloadParts(others: readonly (() => Promise<unknown>)[] = []): Promise<void> {
  for (const part of parts) {
    await whenIdle()
    await part.preload()
  }
  for (const load of others) {
    await whenIdle()
    const other = preloaded(load)
    parts.push(other)
    await other.preload()
  }
}

/** For what is not a component: whoever needs it reports that it is missing. */
function preloaded(load: () => Promise<unknown>): Preloaded {
  let missing = false
  return {
    isMissing: () => missing,
    preload: () =>
      load().then(
        () => void (missing = false),
        () => void (missing = true),
      ),
  }
}

/** A try is under way, or has just failed. */
let resting = false
/** Somebody has asked meanwhile. */
let isAskedAgain = false
let pauseMs: number = PAUSE_MS.first

/**
 * Loads what could not be loaded, with its styles; to be called whenever the server answers. Usually there is nothing
 * to do. One try at a time: what fails again waits for the next answer.
 */
export function loadMissingParts(): void {
  if (resting) {
    isAskedAgain = true
    return
  }
  if (!isAnythingMissing()) return
  resting = true
  isAskedAgain = false
  void tryMissing().then((isAllThere) => {
    setTimeout(rested, isAllThere ? 0 : pauseMs)
    pauseMs = isAllThere ? PAUSE_MS.first : Math.min(pauseMs * 2, PAUSE_MS.longest)
  })
}

function rested(): void {
  resting = false
  if (isAskedAgain) loadMissingParts()
}

const isAnythingMissing = (): boolean => areStylesMissing() || parts.some((part) => part.isMissing())

async function tryMissing(): Promise<boolean> {
  await Promise.all([
    loadMissingStyles().catch(() => undefined),
    ...parts.filter((part) => part.isMissing()).map((part) => part.preload()),
  ])
  return !isAnythingMissing()
}

const whenIdle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS })
    else setTimeout(resolve, LONGEST_WAIT_MS) // Safari has no idle callback
  })
