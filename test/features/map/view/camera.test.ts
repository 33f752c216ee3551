import { describe, expect, it } from 'vitest'
import { clearPadding } from '#src/features/map/view/camera.ts'

describe('the padding that keeps clear of what covers the map', () => {
  const tools = { left: 12, top: 12, right: 300, bottom: 44 }
  const zoom = { left: 860, top: 12, right: 900, bottom: 140 }
  const legend = { left: 12, top: 300, right: 252, bottom: 388 }
  const [width, height] = [912, 400]
  const touches = (padding: ReturnType<typeof clearPadding>, box: typeof tools) =>
    box.left < width - padding.right &&
    box.right > padding.left &&
    box.top < height - padding.bottom &&
    box.bottom > padding.top

  it.each([
    ['wide', 4],
    ['as wide as high', 1],
    ['high', 0.25],
  ])('touches no box, for a route that is %s', (_, aspect) => {
    const padding = clearPadding([tools, zoom, legend], width, height, aspect)
    for (const box of [tools, zoom, legend]) expect(touches(padding, box)).toBe(false)
  })

  it('passes each box on the side that leaves the route largest', () => {
    // A high route stands beside the legend, a wide one above it.
    expect(clearPadding([legend], width, height, 0.25)).toEqual({ top: 40, right: 24, bottom: 24, left: 276 })
    expect(clearPadding([legend], width, height, 4)).toEqual({ top: 40, right: 24, bottom: 124, left: 24 })
  })

  it('is an edge where nothing covers the map, and where no way past is left', () => {
    const edge = { top: 40, right: 24, bottom: 24, left: 24 }
    expect(clearPadding([], width, height, 1)).toEqual(edge)
    expect(clearPadding([{ left: 0, top: 0, right: width, bottom: height }], width, height, 1)).toEqual(edge)
  })
})
