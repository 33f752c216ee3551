import { expect } from '@playwright/test'

// What a picture shows at a glance and a test by role does not: text cut off, things on top of each other, controls out
// of reach. Each check runs in the page and names what is wrong, so that a failure can be read.

/** A page of any browser's driver: the checks run in it. */
export interface InPage {
  evaluate<R, A>(work: (argument: A) => R, argument?: A): Promise<R>
}

/** Everything that can be operated, as far as the page's markup tells. */
const CONTROLS =
  'button, a[href], input:not([type=hidden]), select, textarea, summary, [role=slider], [role=separator][tabindex], [role=tab], [role=combobox]'

/** May scroll sideways at any width: two-dimensional content (WCAG 1.4.10). */
const WIDE = '[role=grid], [role=application], table, [role=region]:has(> table), [aria-label="Results"]'

/**
 * Texts that are partly cut off without a `title` that has them in full.
 * A box that scrolls cuts nothing off; one that hides its overflow does.
 */
export async function truncatedTexts(page: InPage): Promise<string[]> {
  return [...(await cutTexts(page)), ...(await cutInputs(page))]
}

/** Without typed text: a field scrolls under its caret. */
export async function cutTexts(page: InPage): Promise<string[]> {
  return page.evaluate(() => {
    const hides = (value: string) => value === 'hidden' || value === 'clip'
    const cutBy = (box: DOMRect, from: Element): boolean => {
      for (let element: Element | null = from; element && element !== document.body; element = element.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(element)
        if (overflowX === 'auto' || overflowX === 'scroll' || overflowY === 'auto' || overflowY === 'scroll')
          return false
        const around = element.getBoundingClientRect()
        if (around.height === 0 || around.width === 0) return false // folded away as a whole
        if (hides(overflowX) && (box.right > around.right + 1.5 || box.left < around.left - 1.5)) return true
        if (hides(overflowY) && (box.bottom > around.bottom + 3 || box.top < around.top - 3)) return true
      }
      return false
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement!
      if (
        !node.textContent?.trim() ||
        element.closest('.visually-hidden, svg, [title], option, noscript, script, style, nav[aria-label="Skip to"]')
      )
        continue
      if (
        !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
        getComputedStyle(element).clipPath !== 'none'
      )
        continue
      const range = document.createRange()
      range.selectNodeContents(node)
      if (cutBy(range.getBoundingClientRect(), element)) found.push(`“${node.textContent.trim()}”`)
    }
    return found
  })
}

async function cutInputs(page: InPage): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    for (const input of document.querySelectorAll('input')) {
      const cut = input.checkVisibility() && input.value !== '' && input.scrollWidth > input.clientWidth + 1
      if (cut && !input.title)
        found.push(`“${input.value}” in ${input.getAttribute('aria-label') ?? input.labels?.[0]?.textContent}`)
    }
    return found
  })
}

interface Placed {
  name: string
  left: number
  top: number
  right: number
  bottom: number
  /** Inside the window and every box that hides its overflow. What can be scrolled into sight counts as inside. */
  reachable: boolean
  /** What covers its middle; null: nothing, or its middle is scrolled out of sight. */
  coveredBy: string | null
  /** Its own size, px, however little of it is in sight. */
  width: number
  height: number
  /** How far from its middle, px, a press on any side hits it or nothing. Infinity: its middle is out of sight. */
  clearance: number
  /** The name of a variable of the charts, which opens it. */
  isRibbon: boolean
  /** Indexes of the controls that contain it. */
  inside: number[]
  /** The open box it is in, by its number on the page; 0: the page itself. */
  layer: number
}

/** Every control that is drawn, and where. */
async function placeControls(page: InPage): Promise<Placed[]> {
  return page.evaluate((selector) => {
    const nameOf = (element: Element) => {
      const words =
        element.getAttribute('aria-label') ??
        (element as HTMLInputElement).labels?.[0]?.textContent ??
        element.textContent
      return `${element.getAttribute('role') ?? element.tagName.toLowerCase()} “${words?.trim().slice(0, 40) ?? ''}”`
    }
    const dialog = document.querySelector('dialog[open], [role=dialog]:not([data-radix-popper-content-wrapper] *)') // makes the rest unreachable
    const controls = [...(dialog ?? document).querySelectorAll(selector)].filter(
      (element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        !element.matches('.visually-hidden') &&
        !element.closest('nav[aria-label="Skip to"], .maplibregl-marker, [aria-hidden="true"], [inert]'), // markers move with the sea
    )
    /** What the operator opened may lie over what it was opened from. */
    const raised =
      'dialog, [role=dialog], [role=menu], [role=listbox], [role=tooltip], [role=alert], [data-radix-popper-content-wrapper]'
    const layers = [...document.querySelectorAll(raised)]
    return controls.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      let shown = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
      let reachable = true
      let scrolls = false
      for (let around = element.parentElement; around; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around)
        if (overflowX === 'visible' && overflowY === 'visible') continue
        const box = around.getBoundingClientRect()
        shown = {
          left: Math.max(shown.left, box.left),
          top: Math.max(shown.top, box.top),
          right: Math.min(shown.right, box.right),
          bottom: Math.min(shown.bottom, box.bottom),
        }
        if (/auto|scroll/.test(overflowX + overflowY)) scrolls = true
        else if (
          !scrolls &&
          (left < box.left - 1.5 || right > box.right + 1.5 || top < box.top - 1.5 || bottom > box.bottom + 1.5)
        )
          reachable = false
      }
      if (!scrolls && (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)) reachable = false
      const x = (left + right) / 2
      const y = (top + bottom) / 2
      const inSight = x > shown.left + 2 && x < shown.right - 2 && y > shown.top + 2 && y < shown.bottom - 2 // not on the edge it is scrolled under
      const hit = inSight ? document.elementFromPoint(x, y) : null
      let stuck = hit
      while (stuck && getComputedStyle(stuck).position !== 'sticky') stuck = stuck.parentElement
      const own =
        !hit ||
        stuck?.parentElement?.contains(element) || // scrolled under the head of its table, as under an edge
        hit.closest(raised) ||
        element.contains(hit) ||
        hit.contains(element) ||
        [...((element as HTMLInputElement).labels ?? [])].some((label) => label.contains(hit))
      // A control spread over its cell is as large as the cell.
      const isSpread = ['::before', '::after'].some(
        (part) =>
          getComputedStyle(element, part).position === 'absolute' && getComputedStyle(element, part).inset === '0px',
      )
      const target = (
        isSpread && (element as HTMLElement).offsetParent ? (element as HTMLElement).offsetParent! : element
      ).getBoundingClientRect()
      const belongs = (spot: Element | null) =>
        !spot ||
        element.contains(spot) ||
        spot.contains(element) ||
        spot.closest(raised)?.contains(element) === false || // what is below an open box is not meant now
        [...((element as HTMLInputElement).labels ?? [])].some((label) => label.contains(spot)) ||
        !spot.closest(selector)
      /** What is scrolled out of sight there comes into it. */
      const isShown = (px: number, py: number) =>
        px > shown.left && px < shown.right && py > shown.top && py < shown.bottom
      const clear = (px: number) =>
        [
          [px, 0],
          [-px, 0],
          [0, px],
          [0, -px],
        ].every(([dx, dy]) => !isShown(x + dx!, y + dy!) || belongs(document.elementFromPoint(x + dx!, y + dy!)))
      return {
        name: nameOf(element),
        isRibbon: element.closest('[data-ribbon]') !== null,
        width: target.width,
        height: target.height,
        clearance: !inSight ? Infinity : ([21, 11].find(clear) ?? 0),
        left: Math.max(left, shown.left),
        top: Math.max(top, shown.top),
        right: Math.min(right, shown.right),
        bottom: Math.min(bottom, shown.bottom),
        reachable,
        coveredBy: own ? null : nameOf(hit),
        inside: controls.flatMap((other, index) => (other.contains(element) ? [index] : [])),
        layer: 1 + layers.findLastIndex((layer) => layer.contains(element)),
      }
    })
  }, CONTROLS)
}

/** Pairs of controls that overlap by more than the line between them. An open box may lie over the page. */
function overlapsOf(placed: readonly Placed[]): string[] {
  return placed.flatMap((one, index) =>
    placed.slice(index + 1).flatMap((other, offset) => {
      if (one.layer !== other.layer || one.inside.includes(index + 1 + offset) || other.inside.includes(index))
        return []
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
      return width > 2.5 && height > 2.5 ? [`${one.name} and ${other.name}`] : []
    }),
  )
}

/** Boxes that scroll sideways although their content could continue below. */
async function sidewaysScrolls(page: InPage): Promise<string[]> {
  return page.evaluate((wide) => {
    const boxes = [document.documentElement, ...document.querySelectorAll('body *')]
    return boxes
      .filter(
        (element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && !element.closest(wide),
      )
      .filter(
        (element) => element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX),
      )
      .map(
        (element) =>
          `${element.tagName.toLowerCase()} ${element.id || element.getAttribute('aria-label') || element.className}`,
      )
  }, WIDE)
}

/** What is cut off, covered, out of reach or wider than the window, by kind. */
export async function structureFaults(page: InPage): Promise<Readonly<Record<string, string[]>>> {
  const placed = await placeControls(page)
  return {
    'texts cut off without a tooltip': await truncatedTexts(page),
    'controls out of the window': placed.filter(({ reachable }) => !reachable).map(({ name }) => name),
    'controls that are covered': placed.flatMap(({ name, coveredBy }) =>
      coveredBy === null ? [] : [`${name} under ${coveredBy}`],
    ),
    'controls on top of each other': overlapsOf(placed),
    'boxes that scroll sideways': await sidewaysScrolls(page),
  }
}

/**
 * Nothing is cut off, covered, out of reach or wider than the window, once the page is at rest: labels on the map
 * follow a new size of its panel a moment later.
 * @param state for the message of a failure
 */
export async function expectSoundStructure(page: InPage, state: string): Promise<void> {
  const AT_REST_MS = 3_000
  const giveUpAt = Date.now() + AT_REST_MS
  let found = await structureFaults(page)
  while (Object.values(found).some((faults) => faults.length > 0) && Date.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    found = await structureFaults(page)
  }
  for (const [kind, faults] of Object.entries(found)) expect.soft(faults, `${state}: ${kind}`).toEqual([])
}

/**
 * Controls that a pointer or a finger may miss: smaller than wanted, with another one too close. WCAG 2.5.8 counts the
 * room around a target too. Edges of panels are dragged along their whole length, or moved by keys; many ribbons are as
 * low as the design has them, and each has a command of its own.
 */
export async function smallTargets(page: InPage, leastPx: number): Promise<string[]> {
  const LEAST_WIDTH_PX = 24 // in a row of a table or of tools; its height is a finger's
  const small = (await placeControls(page)).filter(
    ({ name, width, height, clearance, reachable, isRibbon }) =>
      reachable &&
      !name.startsWith('separator') &&
      !isRibbon &&
      (width < LEAST_WIDTH_PX - 0.5 || height < leastPx - 0.5) &&
      clearance < leastPx / 2 - 1,
  )
  return small.map(({ name, width, height }) => `${name} ${Math.round(width)}×${Math.round(height)}`)
}
