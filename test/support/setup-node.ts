import { environmentManager } from '@tanstack/react-query'
import { failOnConsoleError } from './console.ts'

failOnConsoleError()
// Code of the page that is tested without a window: it must not be taken for a server's, which polls nothing.
environmentManager.setIsServer(() => false)
