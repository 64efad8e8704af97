import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  // Relative, so that the lab runs from any folder of any static host.
  base: './',
  plugins: [react()],
  server: { port: 5173 },
})
