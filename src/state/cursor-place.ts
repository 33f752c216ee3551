/** Where the cursor's mark stands on the window, px; null: it is on no map. */
type CursorPlace = { readonly x: number; readonly y: number } | null

// Not a store: it follows the pointer, and is only looked at where the cursor's values are drawn anew.
let place: CursorPlace = null

/** Told by the map as it puts the mark there. */
export const cursorPlaced = (next: CursorPlace): void => {
  place = next
}
export const currentCursorPlace = (): CursorPlace => place
