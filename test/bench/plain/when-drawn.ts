const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** Resolves in the frame after that in which so many canvases stand in the page. */
export async function whenDrawn(canvases: number): Promise<void> {
  while (document.querySelectorAll('canvas').length < canvases) await frame()
  await frame()
}
