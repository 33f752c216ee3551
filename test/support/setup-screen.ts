import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeAll } from 'vitest'
import { MenuListPart } from '#src/ui/overlay/menu.tsx'
import { failOnConsoleError } from './console.ts'

failOnConsoleError()
// What is loaded late takes its time on a busy machine; waiting ends as soon as it appears.
configure({ asyncUtilTimeout: 5000 })
// As in a page that has been open for a moment: menus open at once.
beforeAll(() => MenuListPart.preload())
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
