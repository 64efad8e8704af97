import { createRoot } from 'react-dom/client'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import { LabPanel } from './ui/lab/LabPanel.tsx'

createRoot(document.getElementById('lab')!).render(<LabPanel />)
