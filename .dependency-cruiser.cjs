const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { pathNot: [from, ...allowed] },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('stats-imports-nothing', '^lib/stats/', [], 'lib/stats is arithmetic: move what needs more to lib/scoring'),
    only('scoring-imports-stats', '^lib/scoring/', ['^lib/stats/'], 'lib/scoring is pure: pass data in as arguments'),
    only('instruments-import-zod', '^lib/instruments/', ['^node_modules/zod/'], 'an instrument is data: it knows no other module'),
    only(
      'questionnaire-imports-instruments',
      '^lib/questionnaire/',
      ['^lib/instruments/', '^node_modules/zod/'],
      'shared with the phone: keep it small and pure',
    ),
    only('plan-imports-zod', '^lib/plan/', ['^node_modules/zod/'], 'the plan is data'),
    {
      name: 'format-imports-types-of-scoring',
      severity: 'error',
      comment: 'lib/format words and rounds what it is given; it computes nothing',
      from: { path: '^lib/format/' },
      to: { pathNot: ['^lib/format/', '^lib/scoring/'] },
    },
    {
      name: 'format-takes-only-types-of-scoring',
      severity: 'error',
      comment: 'import type only',
      from: { path: '^lib/format/' },
      to: { path: '^lib/scoring/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-server-imports-prisma',
      severity: 'error',
      comment: 'call a function of lib/server instead',
      from: { pathNot: '^(lib/server|tests|scripts|prisma)/' },
      to: { path: '^(lib/server/generated|node_modules/(@prisma|pg)/)' },
    },
    {
      name: 'components-never-server',
      severity: 'error',
      comment: 'a component is given data; the page loads it',
      from: { path: '^app/_components/' },
      to: { path: '^(lib/server|lib/stats)/' },
    },
    {
      name: 'app-imports-no-arithmetic',
      severity: 'error',
      comment: 'statistics stay in lib/scoring and reach a page through lib/server',
      from: { path: '^app/' },
      to: { path: '^lib/(stats|scoring)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'nobody-imports-app', severity: 'error', from: { pathNot: '^(app|tests)/' }, to: { path: '^app/' } },
    { name: 'nobody-imports-tests', severity: 'error', from: { pathNot: '^tests/' }, to: { path: '^tests/' } },
    { name: 'no-circular', severity: 'error', from: { pathNot: '^lib/server/generated' }, to: { circular: true } },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: '(^node_modules/|^lib/server/generated/)' },
    exclude: { path: '^(\\.next|\\.stryker-tmp)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
}
