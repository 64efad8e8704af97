/** The refusals of verbs that live on `-f`: none given, words beside it, a kustomization. */
import { usageError, type CommandError } from './command-error.ts'
import type { Flags } from './flags.ts'

/** Why a verb that needs files cannot start; undefined where it can. */
export function missingFiles(flags: Flags, args: readonly string[], path: string): CommandError | undefined {
  if (args.length > 0) return usageError(path, `Unexpected args: [${args.join(' ')}]`)
  const folder = flags.text('kustomize')
  if (folder !== undefined && flags.list('filename').length > 0) return 'only one of -f or -k can be specified'
  if (folder !== undefined) return kustomizeRefusal(folder)
  return flags.list('filename').length === 0 ? 'must specify one of -f and -k' : undefined
}

/** What is said of a folder that holds no kustomization. */
export function kustomizeRefusal(folder: string): CommandError {
  const home = '/home/student'
  const path = folder === '.' || folder === './' ? home : folder.startsWith('/') ? folder : `${home}/${folder.replace(/^\.\//, '').replace(/\/$/, '')}`
  if (path !== home) return `must build at directory: not a valid directory: evalsymlink failure on '${folder}' : lstat ${path}: no such file or directory`
  return `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${home}'`
}
