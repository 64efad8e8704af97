import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Generous, so that a busy machine fails no test.
  test: { environment: 'node', include: ['app/**/*.test.ts', 'tooling/**/*.test.ts'], testTimeout: 60_000, setupFiles: ['tooling/walk-seed.ts'] },
})
