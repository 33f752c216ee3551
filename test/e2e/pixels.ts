import type { Locator } from '@playwright/test'

/**
 * How many pixels of an element's picture have one of the given colours (each channel within `tolerance`).
 * The picture is counted in the page itself, which has the decoder.
 */
export async function countPixels(element: Locator, colors: readonly string[], tolerance = 6): Promise<number> {
  const picture = (await element.screenshot()).toString('base64')
  return element.page().evaluate(
    async ({ picture, colors, tolerance }) => {
      const image = new Image()
      image.src = `data:image/png;base64,${picture}`
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height)
      const context = canvas.getContext('2d')!
      context.drawImage(image, 0, 0)
      const { data } = context.getImageData(0, 0, image.width, image.height)
      const wanted = colors.map((hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)))
      let count = 0
      for (let at = 0; at < data.length; at += 4) {
        if (wanted.some((color) => color.every((channel, index) => Math.abs(channel - data[at + index]!) <= tolerance)))
          count += 1
      }
      return count
    },
    { picture, colors, tolerance },
  )
}
