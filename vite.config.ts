import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { lessonProblems } from './tooling/lesson-problems.ts'
import { slimMonaco } from './tooling/slim-monaco.ts'
import { workerChunk } from './tooling/worker-chunk.ts'

export default defineConfig({
  // Relative, so that the lab runs from any folder of any static host.
  base: './',
  plugins: [slimMonaco(), workerChunk(), lessonProblems(), react()],
  server: { port: 5173 },
  // A frame with sandbox="allow-scripts" has no origin: its scripts are asked for across origins.
  preview: { cors: { origin: '*' } },
})
