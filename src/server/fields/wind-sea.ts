import { GRAVITY } from './sea/geometry.ts'

/** Mean period over significant period. */
const MEAN_OF_SIGNIFICANT_PERIOD = 0.82
/** Longest fetch that still counts, km; beyond it the sea is fully grown. */
export const FETCH_CAP_KM = 1000
/** A sea needs some water to exist at all; keeps the formulas away from zero in harbours. */
const SHORTEST_FETCH_KM = 1

export interface WaveSystem {
  /** Significant height, m. */
  readonly height: number
  /** Mean period, s. */
  readonly period: number
  /** Degrees the waves come from. */
  readonly from: number
}

/**
 * Significant height (m) and significant period (s) of a wind sea in deep water, by the SMB method.
 * Source: Shore Protection Manual, US Army CERC (1977), eqs. 3-33 and 3-34 without the depth terms.
 * @param wind m/s at 10 m
 * @param fetchKm open water upwind
 */
export function smb(wind: number, fetchKm: number): { height: number; significantPeriod: number } {
  if (wind < 0.1) return { height: 0, significantPeriod: 0 }
  const fetchM = 1000 * Math.min(FETCH_CAP_KM, Math.max(SHORTEST_FETCH_KM, fetchKm))
  const x = (GRAVITY * fetchM) / (wind * wind)
  const height = ((wind * wind) / GRAVITY) * 0.283 * Math.tanh(0.0125 * x ** 0.42)
  const significantPeriod = ((2 * Math.PI * wind) / GRAVITY) * 1.2 * Math.tanh(0.077 * x ** 0.25)
  return { height, significantPeriod }
}

/** Wind sea in equilibrium with the wind of the moment. */
export function windSea(wind: number, windFrom: number, fetchKm: number): WaveSystem {
  const { height, significantPeriod } = smb(wind, fetchKm)
  return { height, period: MEAN_OF_SIGNIFICANT_PERIOD * significantPeriod, from: windFrom }
}

/** Mean period from the significant one. */
export const meanPeriod = (significantPeriod: number): number => MEAN_OF_SIGNIFICANT_PERIOD * significantPeriod
