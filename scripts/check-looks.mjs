// `npm run check:looks`: looks at the states of the product in every theme and size with axe, and with checks of structure,
// targets, focus, text spacing, large text and forced colours. A table at the end; ends badly on a finding.
import { runOnProduct } from './run-on-product.mjs'

runOnProduct('test/e2e/looks.ts', process.argv.slice(2))
