import { KNOTS_PER_MS } from '../../metocean/layers/layers.ts'

/** Standard gravity, m/s². */
export const GRAVITY = 9.80665
/** One knot in metres per second. */
export const MS_PER_KNOT = 1 / KNOTS_PER_MS

/** Length of a wave in deep water, metres. @param periodS above 0 */
export const deepWaveLength = (periodS: number): number => (GRAVITY * periodS ** 2) / (2 * Math.PI)

/** Speed of a wave in deep water, m/s. @param periodS above 0 */
export const deepWaveSpeed = (periodS: number): number => (GRAVITY * periodS) / (2 * Math.PI)

/** Of shorter and longer periods nothing is worked out: no model means them. Seconds. */
const PERIODS = { min: 2, max: 30 } as const

export const isWavePeriod = (periodS: number): boolean => periodS >= PERIODS.min && periodS <= PERIODS.max

const ROUNDS = 8
const CLOSE = 1e-12

/**
 * Number of waves in 2π metres, 1/m, of water of any depth: ω² = g·k·tanh(k·h), by Newton's method on k·h.
 * @param depthM above 0; NaN or Infinity: deep water is assumed
 * @returns NaN for a period that is not one of waves
 * Source of the first guess, within 0.8 %: J. Guo, Simple and explicit solution of wave dispersion equation, 2002.
 */
export function waveNumber(periodS: number, depthM: number): number {
  if (!isWavePeriod(periodS)) return NaN
  const deep = (2 * Math.PI) / deepWaveLength(periodS)
  if (isDeep(periodS, depthM)) return deep
  const y = deep * depthM
  let x = y * (1 - Math.exp(-(y ** 1.25))) ** -0.4
  for (let round = 0; round < ROUNDS; round++) {
    const tanh = Math.tanh(x)
    const step = (x * tanh - y) / (tanh + x * (1 - tanh ** 2))
    x -= step
    if (Math.abs(step) <= CLOSE * x) break
  }
  return x / depthM
}

/** Is the sea floor too far down for waves of this period to feel it? Where the depth is not known this is assumed. */
export const isDeep = (periodS: number, depthM: number): boolean => !(depthM < deepWaveLength(periodS) / 2)

/** Length of a wave, metres. @param depthM as for `waveNumber` @returns NaN for a period that is not one of waves */
export const waveLength = (periodS: number, depthM = NaN): number => (2 * Math.PI) / waveNumber(periodS, depthM)

/** What may be meant by a mean period of waves; Tm02 is also called Tz. */
export const periodKinds = ['tm01', 'tm02', 'tm-10'] as const
export const periodNames = { tm01: 'Tm01', tm02: 'Tm02', 'tm-10': 'Tm−10' } as const

/** Mean periods of two usual spectra, JONSWAP with γ 3.3, as shares of the peak period: Tm01 in the figures in use. */
const shapes = {
  jonswap: { tm01: 1 / 1.2, tm02: 0.777, 'tm-10': 0.903 },
  'pierson-moskowitz': { tm01: 1 / 1.3, tm02: 0.71037, 'tm-10': 0.857 },
} as const

/** The peak period that a mean period stands for. */
export const peakPeriod = (meanS: number, kind: (typeof periodKinds)[number], spectrum: keyof typeof shapes): number =>
  meanS / shapes[spectrum][kind]
