/** `npm run --silent what-is-simulated > docs/what-is-simulated.md` */
import { printWhatIsSimulated } from '../app/apis/what-is-simulated.ts'

process.stdout.write(printWhatIsSimulated())
