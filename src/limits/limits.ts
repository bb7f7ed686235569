/** One limit: the setting that changes it, its default, and the bounds of the setting. */
interface LimitSetting {
  setting: string;
  standard: number;
  least: number;
  most: number;
  /** For the operator, with its unit. */
  meaning: string;
}

/** How much one request, one person and one address may ask for. The README's table is compared with this one. */
export const limitSettings = {
  bodyKib: { setting: 'LIMIT_BODY_KB', standard: 1024, least: 1, most: 65_536, meaning: 'KiB of a GraphQL request' },
  nesting: {
    setting: 'LIMIT_NESTING',
    standard: 100,
    least: 10,
    most: 500,
    meaning: 'brackets inside brackets, in a query and in its variables',
  },
  tokens: { setting: 'LIMIT_TOKENS', standard: 4000, least: 10, most: 20_000, meaning: 'words and signs of a query' },
  depth: { setting: 'LIMIT_DEPTH', standard: 20, least: 1, most: 100, meaning: 'fields inside fields' },
  aliases: { setting: 'LIMIT_ALIASES', standard: 100, least: 0, most: 10_000, meaning: 'aliases in an operation' },
  directives: {
    setting: 'LIMIT_DIRECTIVES',
    standard: 50,
    least: 0,
    most: 10_000,
    meaning: 'directives in an operation',
  },
  rootFields: { setting: 'LIMIT_ROOT_FIELDS', standard: 20, least: 1, most: 1000, meaning: 'fields at the root' },
  cost: {
    setting: 'LIMIT_COST',
    standard: 20_000,
    least: 1,
    most: 100_000_000,
    meaning: 'cost of an operation, see "Limits"',
  },
  seconds: {
    setting: 'LIMIT_SECONDS',
    standard: 30,
    least: 1,
    most: 3600,
    meaning: 'seconds of a request; then PostgreSQL stops its work',
  },
  personPerMinute: {
    setting: 'LIMIT_PERSON_PER_MINUTE',
    standard: 1200,
    least: 1,
    most: 10_000_000,
    meaning: 'requests of a person in a minute',
  },
  addressPerMinute: {
    setting: 'LIMIT_ADDRESS_PER_MINUTE',
    standard: 3000,
    least: 1,
    most: 10_000_000,
    meaning: 'requests of an address in a minute',
  },
  signInsPerMinute: {
    setting: 'LIMIT_SIGN_INS_PER_MINUTE',
    standard: 60,
    least: 1,
    most: 1_000_000,
    meaning: 'passwords and one-use links tried from an address in a minute',
  },
  concurrent: {
    setting: 'LIMIT_CONCURRENT',
    standard: 64,
    least: 1,
    most: 10_000,
    meaning: 'requests of a person at the same time; without a person, of an address',
  },
  uploadsPerDay: {
    setting: 'LIMIT_UPLOADS_PER_DAY',
    standard: 500,
    least: 1,
    most: 1_000_000,
    meaning: 'files of a person in 24 hours',
  },
  uploadMibPerDay: {
    setting: 'LIMIT_UPLOAD_MB_PER_DAY',
    standard: 2000,
    least: 1,
    most: 10_000_000,
    meaning: 'MiB of files of a person in 24 hours',
  },
} as const satisfies Record<string, LimitSetting>;

export type LimitName = keyof typeof limitSettings;

/** What a limit does with what is beyond it. `report` lets it pass and writes it to the log. */
export type LimitMode = 'enforce' | 'report';

export type Limits = Readonly<Record<LimitName, number>> & { readonly mode: LimitMode };

const names = Object.keys(limitSettings) as LimitName[];

/** @param whole reads a whole number from a setting, or notes a problem and answers the default */
export const readLimits = (
  mode: LimitMode,
  whole: (setting: string, standard: number, least: number, most: number) => number,
): Limits => ({
  mode,
  ...(Object.fromEntries(
    names.map((name) => {
      const { setting, standard, least, most } = limitSettings[name];
      return [name, whole(setting, standard, least, most)];
    }),
  ) as Record<LimitName, number>),
});

export const standardLimits: Limits = readLimits('enforce', (_setting, standard) => standard);
