export interface ShippedPackage {
  /** From the root. */
  readonly folder: string
  readonly name: string
  readonly version: string
  /** An SPDX expression. */
  readonly licence: string | undefined
  readonly author: string | undefined
}
export const shippedPackages: readonly ShippedPackage[]
export function withDependencies(names: readonly string[]): string[]
export function licenceTexts(): string
