/**
 * The value at an index that is known to exist, of an array or a text.
 * Throws RangeError where it does not: a mistake of ours, never of the data.
 */
export function at<T>(values: ArrayLike<T>, index: number): T {
  const value = values[index]
  if (value === undefined) throw new RangeError(`No value at index ${index} of ${values.length}.`)
  return value
}

// For loops over long columns. Engines keep a read as fast as the bare one while it meets few kinds of array, so each of
// these is for few.

/** What columns of numbers are kept in. */
export type Numbers = Float64Array | Float32Array

/** The same of a column of numbers. */
export function numberAt(values: Numbers, index: number): number {
  const value = values[index]
  if (value === undefined) throw new RangeError(`No number at index ${index} of ${values.length}.`)
  return value
}

/** What columns of codes, indices and counts are kept in. */
export type Integers = Int8Array | Int32Array | Uint8Array | Uint16Array | Uint32Array

/** The same of a column of whole numbers. */
export function integerAt(values: Integers, index: number): number {
  const value = values[index]
  if (value === undefined) throw new RangeError(`No whole number at index ${index} of ${values.length}.`)
  return value
}
