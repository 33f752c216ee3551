import js from '@eslint/js'
import importX from 'eslint-plugin-import-x'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const rooms = ['domain', 'data', 'state', 'ui', 'features', 'app', 'server']
const features = ['map', 'route', 'request', 'tasks', 'results', 'settings', 'access']

/** Which rooms a room may import from; the order of the house, see ARCHITECTURE.md. */
const mayImport = {
  domain: [],
  data: ['domain'],
  state: ['domain'],
  ui: ['domain'],
  features: ['domain', 'data', 'state', 'ui'],
  app: ['domain', 'data', 'state', 'ui', 'features'],
  server: ['domain'],
}

const zones = [
  ...rooms.flatMap((room) =>
    rooms
      .filter((other) => other !== room && !mayImport[room].includes(other))
      .map((other) => ({
        target: `./src/${room}`,
        from: `./src/${other}`,
        message: `${room} may import ${mayImport[room].join(', ') || 'nothing of the project'} only.`,
      })),
  ),
  ...features.map((feature) => ({
    target: `./src/features/${feature}`,
    from: './src/features',
    except: [`./${feature}`],
    message: 'A feature does not import another feature; they meet in app, through state and data.',
  })),
]

/** All that domain/ may import from outside (pure, browser and Node alike). */
const domainPackages = [
  'zod',
  'saxes',
  'papaparse',
  'fflate',
  'geographiclib-geodesic',
  'suncalc',
  'geomagnetism',
  'ngraph\\.graph',
  'ngraph\\.path',
]

export default tseslint.config(
  {
    ignores: [
      'dist',
      'data',
      'node_modules',
      'test-results',
      'playwright-report',
      '.stryker-tmp',
      'src/server/db/migrations',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
    },
  },
  {
    // A test or a script that reads what is not there fails of itself.
    files: ['{test,scripts}/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?!\\.|#src/|(${domainPackages.join('|')})$)`,
              message: 'domain/ imports only its few named packages.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'window', 'document', 'fetch', 'localStorage', 'indexedDB', 'process'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time is an argument in domain/.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time is an argument in domain/.',
        },
      ],
    },
  },
  {
    files: ['src/{app,ui,features}/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    languageOptions: { globals: globals.browser },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.flatConfigs.recommended.rules,
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text is shown as text.' },
        { selector: "AssignmentExpression[left.property.name='innerHTML']", message: 'Text is shown as text.' },
        { selector: "JSXAttribute[name.name='type'][value.value='datetime-local']", message: 'Use the UTC field.' },
      ],
    },
  },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  { files: ['scripts/**', 'test/support/console.ts'], rules: { 'no-console': 'off' } },
  { files: ['public/**/*.js'], languageOptions: { globals: globals.browser } },
)
