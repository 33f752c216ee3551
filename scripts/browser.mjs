// Where the end-to-end tests find a Chromium: named, on the PATH, in Playwright's cache, or installed now.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  for (const name of NAMES) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable)
    if (found) return found
  }
  return null
}

function inPlaywrightCache() {
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : null
}

function run(command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}

function aptInstall() {
  const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  return isRootOnDebian && run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'chromium'])
}

/**
 * The path of a Chromium or Chrome to drive.
 * @returns {string}
 * @throws one sentence, if there is none and none can be installed
 */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!isExecutable(named)) throw new Error('CHROMIUM_PATH does not name a program that can be run.')
    return named
  }
  const found = onPath() ?? inPlaywrightCache()
  if (found) return found
  console.log('No Chromium found; installing one.')
  if (run(process.execPath, [join('node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'])) {
    const cached = inPlaywrightCache()
    if (cached) return cached
  }
  const installed = aptInstall() ? onPath() : null
  if (installed) return installed
  throw new Error('The end-to-end tests need a Chromium: install one, or set CHROMIUM_PATH to it.')
}
