/** `kubectl api-resources` and `kubectl api-versions`: what the API server serves. Stands for kubectl/pkg/cmd/apiresources. */
import type { Command } from '../command.ts'
import { usageError } from '../command-error.ts'
import { servedResources, servedVersions, type ServedResource } from '../discovery.ts'
import { IOStreams } from '../io-streams.ts'
import { alignColumns, getColumns } from '../tab-writer.ts'
import { writeJson, writeYaml } from '../write-object.ts'

const formats = ['json', 'name', 'wide', 'yaml']

export const apiResources: Command = {
  about: 'List the kinds of objects that the API server knows',
  usage: 'api-resources [--api-group=GROUP] [--namespaced=true|false] [-o wide|name]',
  examples: ['kubectl api-resources', 'kubectl api-resources --api-group=apps -o wide', 'kubectl api-resources --namespaced=false --sort-by=kind'],
  flags: [
    { name: 'api-group', type: 'text', about: 'only those of this group; empty for the core group' },
    { name: 'namespaced', type: 'boolean', about: 'only those that live in a namespace; =false: only those that do not' },
    { name: 'verbs', type: 'list', about: 'only those that allow all of these: list,watch' },
    { name: 'categories', type: 'list', about: 'only those in all of these categories' },
    { name: 'output', short: 'o', type: 'text', about: 'wide: with verbs and categories; name: names only; json or yaml' },
    { name: 'sort-by', type: 'text', about: 'name or kind' },
    { name: 'no-headers', type: 'boolean', about: 'without the first line' },
    { name: 'cached', type: 'boolean', about: 'accepted; the list never changes' },
    { name: 'show-managed-fields', type: 'boolean', about: 'accepted' },
  ],
  start: ({ args, flags, path }) => {
    const streams = new IOStreams()
    if (args.length > 0) return streams.fail(usageError(path, `unexpected arguments: [${args.join(' ')}]`))
    const [format, sortBy] = [flags.text('output') ?? '', flags.text('sort-by') ?? '']
    if (format !== '' && !formats.includes(format)) return streams.fail(`unable to match a printer suitable for the output format ${JSON.stringify(format)}, allowed formats are: ${formats.join(',')}`)
    if (!['', 'name', 'kind'].includes(sortBy)) return streams.fail('--sort-by accepts only name or kind')
    const meant = servedResources.filter(({ group, namespaced, verbs, categories }) =>
      (!flags.given('api-group') || group === flags.text('api-group')) && (!flags.given('namespaced') || namespaced === flags.on('namespaced')) &&
      flags.list('verbs').every((verb) => verbs.includes(verb)) && flags.list('categories').every((category) => categories.includes(category)))
    const key = (each: ServedResource) => (sortBy === 'name' ? each.name : sortBy === 'kind' ? each.kind : each.group)
    const sorted = [...meant].sort((a, b) => (key(a) !== key(b) ? (key(a) < key(b) ? -1 : 1) : a.name < b.name ? -1 : 1))
    if (format === 'name') for (const { name, group } of sorted) streams.line(group === '' ? name : `${name}.${group}`)
    else if (format === 'json' || format === 'yaml') streams.out((format === 'json' ? writeJson : writeYaml)(asList(sorted)))
    else streams.out(table(sorted, format === 'wide', flags.on('no-headers')))
    return streams.exit()
  },
}

function table(meant: readonly ServedResource[], wide: boolean, noHeaders: boolean): string {
  const lines = noHeaders ? [] : [['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])]]
  for (const { name, shortNames, apiVersion, namespaced, kind, verbs, categories } of meant) lines.push([name, shortNames.join(','), apiVersion, String(namespaced), kind, ...(wide ? [verbs.join(','), categories.join(',')] : [])])
  return alignColumns(lines.map((cells) => `${cells.join('\t')}\n`).join(''), getColumns)
}

function asList(meant: readonly ServedResource[]): object {
  const resources = meant.map(({ name, kind, group, apiVersion, shortNames, namespaced, verbs, categories }) => ({
    ...(categories.length > 0 && { categories }), ...(group !== '' && { group }), kind, name, namespaced, ...(shortNames.length > 0 && { shortNames }), singularName: kind.toLowerCase(), verbs, version: apiVersion.split('/').at(-1)!,
  }))
  return { apiVersion: 'v1', groupVersion: '', kind: 'APIResourceList', resources }
}

export const apiVersions: Command = {
  about: 'List the groups and versions that the API server knows',
  usage: 'api-versions',
  examples: ['kubectl api-versions'],
  start: ({ args, path }) => {
    const streams = new IOStreams()
    if (args.length > 0) return streams.fail(usageError(path, `unexpected arguments: [${args.join(' ')}]`))
    for (const version of servedVersions) streams.line(version)
    return streams.exit()
  },
}
