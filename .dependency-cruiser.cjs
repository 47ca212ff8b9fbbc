/** The walls of the house: which room may import which. Everything not allowed here fails. */
const rooms = [
  'domain',
  'lib',
  'reference',
  'sources',
  'ledger',
  'actors',
  'search',
  'ties',
  'alerts',
  'delivery',
  'chat',
  'store',
  'watch',
  'health',
  'app',
  'cli',
];

/** What each room may use of the others, beside itself. */
const matrix = {
  domain: [],
  lib: ['domain', 'ports'],
  sources: ['domain', 'ports', 'lib'],
  ledger: ['domain', 'ports', 'lib'],
  actors: ['domain', 'ports', 'lib'],
  reference: ['domain', 'ports', 'lib'],
  search: ['domain', 'ports', 'lib'],
  ties: ['domain', 'ports', 'lib'],
  alerts: ['domain', 'ports', 'lib'],
  delivery: ['domain', 'ports', 'lib', 'alerts'],
  chat: ['domain', 'ports', 'lib'],
  store: ['domain', 'ports', 'lib'],
  watch: ['domain', 'ports', 'lib', 'ledger', 'actors', 'alerts', 'delivery'],
  health: ['domain', 'ports', 'lib'],
  app: ['domain', 'ports', 'lib', 'ledger', 'actors', 'alerts', 'delivery', 'search', 'ties'],
};

const path = (room) => (room === 'ports' ? '^src/ports(/|\\.ts$)' : `^src/${room}/`);

/** One home for each package: nobody else may import it. */
const homes = {
  'node-fetch': '^src/lib/http',
  'https-proxy-agent': '^src/lib/http',
  'p-retry': '^src/lib/http',
  saxes: '^src/lib/xml\\.ts$',
  yauzl: '^src/lib/zip\\.ts$',
  'i18n-iso-countries': '^src/lib/country\\.ts$',
  'csv-parse': '^src/lib/csv\\.ts$',
  'csv-stringify': '^src/lib/csv\\.ts$',
  pino: '^src/lib/log\\.ts$',
  'pino-pretty': '^src/lib/log\\.ts$',
  cheerio: '^src/lib/html\\.ts$',
  htmlparser2: '^src/lib/html\\.ts$',
  feedsmith: '^src/sources/feeds/',
  lowdb: '^src/store/',
  'string-width': '^src/chat/terminal/',
  'wrap-ansi': '^src/chat/terminal/',
  'p-queue': '^src/(store/|lib/http)',
  '@slack/': '^src/chat/slack/',
  'discord\\.js': '^src/chat/discord/',
  'prom-client': '^src/health/',
  commander: '^src/cli\\.ts$',
  'cli-progress': '^src/cli/',
  '@noble/hashes': '^src/search/wallets/',
  '@scure/base': '^src/search/wallets/',
  'any-ascii': '^src/search/',
  'fastest-levenshtein': '^src/(search/|lib/text\\.ts$)',
};

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(matrix).map(([room, allowed]) => ({
      name: `${room}-imports-only-what-it-may`,
      severity: 'error',
      from: { path: path(room) },
      to: { path: '^(src|commands)/', pathNot: [room, ...allowed].map(path) },
    })),
    {
      name: 'ports-are-types-over-the-domain',
      severity: 'error',
      from: { path: '^src/ports(/|\\.ts$)' },
      to: { path: '^(src|commands)/', pathNot: '^src/(domain/|ports/)' },
    },
    {
      name: 'commands-know-domain-and-ports-only',
      severity: 'error',
      from: { path: '^commands/' },
      to: { path: '^src/', pathNot: ['^src/domain/', '^src/ports\\.ts$', '^src/lib/(text|time)\\.ts$'] },
    },
    {
      name: 'sources-never-import-each-other',
      severity: 'error',
      from: { path: '^src/sources/([^/]+)/' },
      to: { path: '^src/sources/[^/]+/', pathNot: ['^src/sources/$1/', '^src/sources/(ofac|feeds)/'] },
    },
    {
      name: 'shared-readers-import-no-source',
      severity: 'error',
      from: { path: '^src/sources/(ofac|feeds)/' },
      to: { path: '^src/sources/[^/]+/', pathNot: '^src/sources/$1/' },
    },
    {
      name: 'platforms-never-import-each-other',
      severity: 'error',
      from: { path: '^src/chat/([^/]+)/' },
      to: { path: '^src/chat/[^/]+/', pathNot: '^src/chat/$1/' },
    },
    ...Object.entries(homes).map(([name, home]) => ({
      name: `one-home-for-${name.replace(/[^a-z0-9-]/g, '')}`,
      severity: 'error',
      from: { path: '^(src|commands)/', pathNot: home },
      to: { path: `^node_modules/${name}` },
    })),
    {
      name: 'every-file-stands-in-a-room',
      severity: 'error',
      from: {},
      to: {
        path: '^src/',
        pathNot: [
          ...rooms.map(path),
          '^src/(main|cli|bot|config|ports)\\.ts$',
          '^src/ports/',
          '^src/sources/index\\.ts$',
        ],
      },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
