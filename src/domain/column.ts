/** Is a stored value a column of numbers? By its name: what comes out of a store may be of another realm, where `instanceof` fails. */
export function isColumn(value: unknown): value is Float64Array {
  return Object.prototype.toString.call(value) === '[object Float64Array]'
}
