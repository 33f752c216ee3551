/**
 * The value at an index that is known to exist, of an array or a typed array.
 * Throws RangeError where it does not: a mistake of ours, never of the data.
 */
export function at<T>(values: ArrayLike<T>, index: number): T {
  const value = values[index]
  if (value === undefined) throw new RangeError(`No value at index ${index} of ${values.length}.`)
  return value
}
