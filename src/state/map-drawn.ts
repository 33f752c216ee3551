/** A browser that cannot draw the map, or takes this long, gets what is loaded later all the same. */
const LONGEST_WAIT_MS = 10_000

let told: () => void = () => undefined
const drawn = new Promise<void>((resolve) => (told = resolve))

/** The map has been drawn for the first time. */
export const mapWasDrawn = (): void => told()

/** Resolves when the map has been drawn once, be it only the sea: until then everything else keeps it waiting. */
export const whenMapDrawn = (): Promise<void> =>
  Promise.race([drawn, new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))])
