import { dirname } from 'node:path'

/** The folder of package.json; scripts may be called from anywhere. */
export const root = dirname(import.meta.dirname)
