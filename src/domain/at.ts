/**
 * The value at an index that is known to exist, of an array or a text.
 * Throws RangeError where it does not: a mistake in the code, never in the data.
 */
export function at<T>(values: ArrayLike<T>, index: number): T {
  const value = values[index]
  if (value === undefined) throw new RangeError(`No value at index ${index} of ${values.length}.`)
  return value
}

// For loops over long columns. Engines keep an indexed read fast only while it meets few kinds of array, so each of
// these takes only a few.

/** The arrays that hold columns of numbers. */
export type Numbers = Float64Array | Float32Array

/** The same for a column of numbers. */
export function numberAt(values: Numbers, index: number): number {
  const value = values[index]
  if (value === undefined) throw new RangeError(`No number at index ${index} of ${values.length}.`)
  return value
}

/** The arrays that hold columns of codes, indices and counts. */
export type Integers = Int8Array | Int32Array | Uint8Array | Uint16Array | Uint32Array

/** The same for a column of whole numbers. */
export function integerAt(values: Integers, index: number): number {
  const value = values[index]
  if (value === undefined) throw new RangeError(`No whole number at index ${index} of ${values.length}.`)
  return value
}
