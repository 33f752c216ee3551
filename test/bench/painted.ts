import type { Page } from '@playwright/test'

interface Painted {
  /** Epoch milliseconds at which the map first had enough of the colours. */
  readonly atMs: number
}

/** This many pixels of the colours make a picture. */
const ENOUGH_PIXELS = 200

/**
 * Waits in the page for a map frame that shows given colours; the picture is read in the frame that draws it.
 * @param colors `#RRGGBB`
 * @returns a wait that ends when they are painted; start measuring once this has resolved
 */
export async function whenPainted(page: Page, colors: readonly string[]): Promise<{ wait: () => Promise<number> }> {
  const held = await page.evaluateHandle(
    ({ colors, enough }) => {
      const wanted = new Set(colors.map((hex) => Number.parseInt(hex.slice(1), 16)))
      const frame = globalThis.requestAnimationFrame
      const shows = () => {
        const canvas = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')
        const gl = canvas?.getContext('webgl2')
        if (!canvas || !gl) return false
        const pixels = new Uint8Array(canvas.width * canvas.height * 4)
        gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
        let count = 0
        for (let at = 0; at < pixels.length; at += 4)
          if (wanted.has((pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!)) count += 1
        return count >= enough
      }
      const painted = new Promise<Painted>((resolve) => {
        // The picture is gone once the frame is shown, so it is read right after whoever draws it.
        globalThis.requestAnimationFrame = (callback) =>
          frame((now) => {
            callback(now)
            if (globalThis.requestAnimationFrame === frame || !shows()) return
            globalThis.requestAnimationFrame = frame
            resolve({ atMs: performance.timeOrigin + performance.now() })
          })
      })
      return { painted }
    },
    { colors, enough: ENOUGH_PIXELS },
  )
  return {
    wait: async () => {
      const { atMs } = await held.evaluate(({ painted }) => painted)
      await held.dispose()
      return atMs
    },
  }
}
