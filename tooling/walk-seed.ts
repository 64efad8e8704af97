/**
 * Where random tests begin: at the same place each time, so that whoever did nothing wrong is not
 * the one to fail; `LAB_WALK_SEED=$RANDOM npx vitest run …` explores further.
 */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['LAB_WALK_SEED'] ?? 1) })
