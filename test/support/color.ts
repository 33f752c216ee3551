/** Colour arithmetic for tests of contrast and of colour-blind vision. Components 0 to 1 in linear light, D65. */
export type Triple = readonly [number, number, number]
export type Vision = 'normal' | 'protan' | 'deutan' | 'tritan'

/** `#RRGGBB` to linear light. Source: IEC 61966-2-1 (sRGB). */
export function linearRgb(hex: string): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

/** CIE L*a*b* under D65. Source: CIE 15:2004, matrix of sRGB. */
export function cieLab([r, g, b]: Triple): Triple {
  const x = bend((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = bend(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = bend((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const bend = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)

/** ΔE76: the plain distance in L*a*b*. */
export const difference76 = (one: Triple, other: Triple): number =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])

/** Complete dichromacy. Source: Machado, Oliveira and Fernandes 2009, severity 1.0, rows of each matrix. */
const matrices: Readonly<Record<Vision, readonly [Triple, Triple, Triple]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** The colour as another eye sees it, clipped to what a screen can show. */
export function simulate(color: Triple, vision: Vision): Triple {
  const [red, green, blue] = matrices[vision].map((row) => {
    const sum = row[0] * color[0] + row[1] * color[1] + row[2] * color[2]
    return Math.min(1, Math.max(0, sum))
  })
  return [red!, green!, blue!]
}

/** Relative luminance of `#rrggbb` by WCAG 2.2. */
export function luminance(hex: string): number {
  const [red, green, blue] = linearRgb(hex)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two colours by WCAG 2.2, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

/** The `--color-…` values a theme sets in the token file, by name without the prefix. */
export function themeColors(css: string, theme: string): Record<string, string> {
  const block = css.split(`:root[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? ''
  return Object.fromEntries(
    [...block.matchAll(/--color-([\w-]+): (#[\da-f]{6});/g)].map(([, name, hex]) => [name!, hex!]),
  )
}
