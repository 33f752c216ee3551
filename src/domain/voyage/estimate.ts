/**
 * A figure worked out from an answer and the ship: for planning, never a fact. What is missing makes it unknown; what
 * lies outside the range its formula was published for says so, and never counts as inside a limit.
 */
export type Estimate<Value = number> =
  | {
      readonly known: true
      readonly value: Value
      /** Why it is only about right; null: it is within range. */ readonly outsideRange: string | null
    }
  | { readonly known: false; /** In words, such as `needs GM or roll period`. */ readonly reason: string }

export const estimated = <Value>(value: Value, outsideRange: string | null = null): Estimate<Value> => ({
  known: true,
  value,
  outsideRange,
})

export const noEstimate = (reason: string): Estimate<never> => ({ known: false, reason })

/** As a column holds it. */
export const valueOrNaN = (estimate: Estimate): number => (estimate.known ? estimate.value : NaN)
