/** `kubectl version`. Stands for kubectl/pkg/cmd/version. */
import type { Command } from '../command.ts'
import { IOStreams } from '../io-streams.ts'
import { writeJson, writeYaml } from '../write-object.ts'

/** The one that kubectl is built with. */
const kustomizeVersion = 'v5.8.1'

export const version: Command = {
  about: 'Print the versions of kubectl and of the API server',
  usage: 'version [--client] [-o yaml|json]',
  examples: ['kubectl version'],
  flags: [
    { name: 'client', type: 'boolean', about: 'only that of kubectl' },
    { name: 'output', short: 'o', type: 'text', about: 'yaml or json' },
  ],
  start: ({ draft, args, flags }) => {
    const streams = new IOStreams()
    if (args.length > 0) return streams.fail(`extra arguments: [${args.join(' ')}]`)
    const format = flags.text('output') ?? ''
    if (!['', 'yaml', 'json'].includes(format)) return streams.fail("--output must be 'yaml' or 'json'")
    const gitVersion = draft.options.kubernetesVersion
    const withServer = !flags.on('client')
    if (format === '') {
      streams.line(`Client Version: ${gitVersion}\nKustomize Version: ${kustomizeVersion}`)
      if (withServer) streams.line(`Server Version: ${gitVersion}`)
      return streams.exit()
    }
    const [major, minor] = gitVersion.slice(1).split('.') as [string, string]
    const info = { compiler: 'gc', gitTreeState: 'clean', gitVersion, major, minor, platform: 'linux/amd64' }
    const all = { clientVersion: info, kustomizeVersion, ...(withServer && { serverVersion: { ...info, emulationMajor: major, emulationMinor: minor, minCompatibilityMajor: major, minCompatibilityMinor: String(Number(minor) - 1) } }) }
    // Two blanks deep, unlike an object of the API.
    streams.out(format === 'yaml' ? `${writeYaml(all)}\n` : writeJson(all).replace(/^ +/gm, (blanks) => blanks.slice(blanks.length / 2)))
    return streams.exit()
  },
}
