import { defineConfig, devices } from '@playwright/test'

const executablePath = process.env.LAB_CHROMIUM
const report = process.env.LAB_BROWSER_REPORT

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  reporter: report ? [['line'], ['json', { outputFile: report }]] : 'line',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: 'http://localhost:4173',
    launchOptions: { args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'], ...(executablePath && { executablePath }) },
  },
  webServer: { command: 'npx vite preview --port 4173 --strictPort', port: 4173, reuseExistingServer: !process.env.CI },
})
