/** From a card that was moved to the mark it tells of, and to the edge of what it lies over, px. */
const CLEAR_PX = 28
const EDGE_PX = 8
/** Nearer than this it covers the mark. */
const NEAR_PX = 14

/**
 * Keeps a card that lies over the map from covering the mark it tells of: above it where there is room, else beside it,
 * else where it was.
 * @param mark on the window, px; null: there is none
 */
export function moveClear(card: HTMLElement, mark: { readonly x: number; readonly y: number } | null): void {
  card.style.translate = ''
  if (!mark) return
  const { left, right, top, bottom } = card.getBoundingClientRect()
  if (mark.x < left - NEAR_PX || mark.x > right + NEAR_PX || mark.y < top - NEAR_PX || mark.y > bottom + NEAR_PX) return
  const map = card.closest('section')?.getBoundingClientRect()
  const up = mark.y - CLEAR_PX - bottom
  const aside = mark.x + CLEAR_PX - left
  if (!map || top + up >= map.top + EDGE_PX) card.style.translate = `0 ${up}px`
  else if (right + aside <= map.right - EDGE_PX) card.style.translate = `${aside}px 0`
}
