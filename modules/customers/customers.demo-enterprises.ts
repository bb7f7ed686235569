import { between, pick, pickSome, pickWeighted, type Random } from '../../src/random.js';
import type { Profession } from './customer.entity.js';
import { shortCity, shortProvince } from './customers.demo-codes.js';
import type { Place } from './customers.demo-places.js';
import { specialTrades } from './customers.demo-specials.js';
import { type GeneralTrade, generalTrades } from './customers.demo-trades.js';

export interface DemoEnterprise {
  name: string;
  enterpriseType: string;
  site: GeneralTrade['site'];
  /** `YYYY-MM-DD`. */
  foundedOn: string;
  businessScope: string;
  /** In units of the currency; null for a branch, which has no capital of its own. */
  capitalAmount: number | null;
  capitalCurrency: string | null;
  /** Separated by spaces. */
  keywords: string;
  posts: readonly string[];
}

interface Ownership {
  type: string;
  ending: string;
  since: number;
  currency?: 'USD' | 'HKD' | 'EUR';
  isSole?: true;
}

const ownerships: readonly (readonly [Ownership, weight: number])[] = [
  [{ type: '有限责任公司(自然人投资或控股)', ending: '有限公司', since: 1994 }, 44],
  [{ type: '有限责任公司(自然人投资或控股)', ending: '有限责任公司', since: 1994 }, 8],
  [{ type: '有限责任公司(自然人独资)', ending: '有限公司', since: 2006 }, 16],
  [{ type: '有限责任公司(非自然人投资或控股的法人独资)', ending: '有限公司', since: 2006 }, 8],
  [{ type: '其他有限责任公司', ending: '有限责任公司', since: 1994 }, 7],
  [{ type: '有限责任公司(国有控股)', ending: '有限责任公司', since: 1996 }, 5],
  [{ type: '股份有限公司(非上市、自然人投资或控股)', ending: '股份有限公司', since: 1998 }, 5],
  [{ type: '有限责任公司(外商投资、非独资)', ending: '有限公司', since: 2001, currency: 'USD' }, 2],
  [{ type: '有限责任公司(外商投资、非独资)', ending: '有限公司', since: 2001, currency: 'EUR' }, 1],
  [{ type: '有限责任公司(港澳台投资、非独资)', ending: '有限公司', since: 2001, currency: 'HKD' }, 2],
  [{ type: '个人独资企业', ending: '', since: 2000, isSole: true }, 8],
];

const capitalSteps = [
  10, 30, 50, 100, 200, 300, 500, 600, 800, 1000, 1200, 1500, 2000, 2600, 3000, 5000, 6000, 8000, 10000, 12000, 20000,
  30000, 50000, 80000,
];

/** Mostly a round sum, and small ones more often than large ones. */
function capital(random: Random, [from, to]: readonly [number, number], currency = 'CNY') {
  const steps = capitalSteps.filter((step) => step >= from && step <= to);
  const step = steps[Math.floor(random() ** 1.5 * steps.length)]!;
  const isRound = random() < 0.9;
  return {
    capitalAmount: step * 10_000 + (isRound ? 0 : between(random, 1, 99) * step * 20),
    capitalCurrency: currency,
  };
}

/** More young ones than old ones. */
function foundingDate(random: Random, since: number): string {
  const year = 2024 - Math.floor(random() ** 1.4 * (2025 - since));
  const [month, day] = [between(random, 1, 12), between(random, 3, 28)];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function scopeText(foundedOn: string, licensed: readonly string[], ordinary: readonly string[]): string {
  // The register's wording changed with the standard phrases of 2021.
  if (foundedOn < '2021') {
    return `${[...licensed, ...ordinary].join('；')}。（依法须经批准的项目，经相关部门批准后方可开展经营活动）`;
  }
  const withLicence =
    licensed.length === 0
      ? ''
      : `许可项目：${licensed.join('；')}。（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以审批结果为准）`;
  return `${withLicence}一般项目：${ordinary.join('；')}。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）`;
}

function generalName(random: Random, place: Place, mark: string, business: string, ending: string): string {
  const city = shortCity(place);
  return pickWeighted(random, [
    [`${place.city}${mark}${business}${ending}`, 35],
    [`${city}${mark}${business}${ending}`, 45],
    [`${shortProvince(place)}${mark}${business}${ending}`, 13],
    [ending.endsWith('公司') ? `${mark}${business}（${city}）${ending}` : `${city}${mark}${business}${ending}`, 7],
  ]);
}

const liesAt = (place: Place, resource: 'coal' | 'metal' | 'rock'): boolean =>
  resource === 'rock' ? place.resources.length > 0 : place.resources.includes(resource);

export function generalEnterprise(random: Random, place: Place, mark: string): DemoEnterprise {
  const trade = pickWeighted(
    random,
    generalTrades
      .filter(({ needs }) => !needs || liesAt(place, needs))
      // Who needs what lies in the ground gathers where it lies.
      .map((trade) => [trade, trade.weight * (trade.needs ? 2 : 1)]),
  );
  const ownership = pickWeighted(
    random,
    ownerships.filter(
      ([{ isSole, currency }]) => (!isSole || trade.soleEnding) && (!currency || trade.site === 'works'),
    ),
  );
  const business = pick(random, trade.names);
  const foundedOn = foundingDate(random, ownership.since);
  const ordinary = pickSome(random, trade.ordinary, between(random, 3, trade.ordinary.length));
  return {
    name: generalName(random, place, mark, business, ownership.isSole ? trade.soleEnding! : ownership.ending),
    enterpriseType: ownership.type,
    site: trade.site,
    foundedOn,
    businessScope: scopeText(foundedOn, ownership.isSole ? [] : (trade.licensed ?? []), ordinary),
    ...capital(
      random,
      ownership.isSole ? [10, 100] : ownership.currency ? [50, 1500] : trade.capital,
      ownership.currency,
    ),
    keywords: [shortCity(place), ...pickSome(random, trade.keywords, between(random, 1, 3))].join(' '),
    posts: trade.posts,
  };
}

export function specialEnterprise(random: Random, place: Place, mark: string, profession: Profession): DemoEnterprise {
  const trade = specialTrades[profession];
  const [city, province] = [shortCity(place), shortProvince(place)];
  const form = pick(
    random,
    trade.forms.filter(({ name }) => city !== province || !(name.includes('{city}') && name.includes('{province}'))),
  );
  const foundedOn = foundingDate(random, trade.since);
  const scope = pickSome(random, form.scope, between(random, 3, form.scope.length));
  return {
    name: form.name.replace('{city}', city).replace('{province}', province).replace('{mark}', mark),
    enterpriseType: form.enterpriseType,
    site: 'office',
    foundedOn,
    businessScope: `${scope.join('；')}。`,
    ...(form.isBranch ? { capitalAmount: null, capitalCurrency: null } : capital(random, trade.capital)),
    keywords: [city, ...pickSome(random, trade.keywords, between(random, 1, 3))].join(' '),
    posts: trade.posts,
  };
}
