import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useElementSize } from '#src/ui/page/use-element-size.ts'
import { useFontsLoaded } from '#src/ui/page/use-fonts-loaded.ts'
import { usePixelRatio } from '#src/ui/page/use-media.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import type { ThemeName } from '#src/ui/ramps.ts'

interface Size {
  readonly width: number
  readonly height: number
}

interface Painted extends Size {
  readonly box: RefObject<HTMLDivElement | null>
  readonly canvas: RefObject<HTMLCanvasElement | null>
}

/**
 * A canvas that fills its box, painted anew when its size, the theme, the fonts or the screen's density change.
 * @param paint must be stable (useCallback) while what it depends on is unchanged; sizes are CSS px
 */
export function usePainted(paint: (canvas: HTMLCanvasElement, size: Size, theme: ThemeName) => void): Painted {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useThemeName()
  const fonts = useFontsLoaded()
  const pixelRatio = usePixelRatio()
  const { width, height } = useElementSize(box)
  useLayoutEffect(() => {
    if (canvas.current && width > 0 && height > 0) paint(canvas.current, { width, height }, theme)
  }, [paint, width, height, theme, fonts, pixelRatio])
  return { box, canvas, width, height }
}
