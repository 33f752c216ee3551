import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'

// One file after the other shares a window and the packages, which take most of the time to load. Fairway's own modules
// are new in each, and the window is empty.
vi.resetModules()
localStorage.clear()
sessionStorage.clear()
history.replaceState(null, '', '/')
document.head.replaceChildren()
document.body.replaceChildren()
for (const { name } of [...document.documentElement.attributes]) document.documentElement.removeAttribute(name)
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const { failOnConsoleError } = await import('./console.ts') // the one that the test finds
failOnConsoleError()
// What is loaded late takes its time on a busy machine; waiting ends as soon as it appears.
configure({ asyncUtilTimeout: 5000 })
// As in a page that has been open for a moment: menus open at once.
beforeAll(async () => (await import('#src/ui/overlay/menu.tsx')).MenuListPart.preload())
afterEach(cleanup)

// jsdom has no media queries: none matches, as on a desk by day.
Object.assign(window, {
  matchMedia: (media: string) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    }),
})

// Nor does it scroll.
HTMLElement.prototype.scrollIntoView = () => undefined
