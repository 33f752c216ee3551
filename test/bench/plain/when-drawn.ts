const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** Resolves one frame after so many canvases are in the page. */
export async function whenDrawn(canvases: number): Promise<void> {
  while (document.querySelectorAll('canvas').length < canvases) await frame()
  await frame()
}
