// `npm run check:looks`: checks the states of the product in every theme and size with axe, and for structure, targets,
// focus, text spacing, large text and forced colours. Prints a table at the end, and fails on a finding.
import { runOnProduct } from './run-on-product.mjs'

runOnProduct('test/e2e/looks.ts', process.argv.slice(2))
