import { defineConfig, devices } from '@playwright/test'

const executablePath = process.env.LAB_CHROMIUM
const report = process.env.LAB_BROWSER_REPORT
const port = Number(process.env.LAB_PORT ?? 4173)

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  // A busy machine may miss a deadline once; the report tells such a test apart as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: report ? [['line'], ['json', { outputFile: report }]] : 'line',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${port}`,
    launchOptions: { args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'], ...(executablePath && { executablePath }) },
  },
  webServer: { command: `npx vite preview --port ${port} --strictPort`, port, reuseExistingServer: !process.env.CI },
})
