import { environmentManager } from '@tanstack/react-query'
import { failOnConsoleError } from './console.ts'

failOnConsoleError()
// Page code tested without a window must not be taken for a server's, which polls nothing.
environmentManager.setIsServer(() => false)
