import { Label } from '../../src/access/labels.js';
import { between, pick, type Random, shuffled } from '../../src/random.js';
import { CustomerKind, Profession } from './customer.entity.js';
import { creditCode, initials, landlines, latin, latinName, mobile, shortCity } from './customers.demo-codes.js';
import { type DemoEnterprise, generalEnterprise, specialEnterprise } from './customers.demo-enterprises.js';
import { mark, personName } from './customers.demo-names.js';
import {
  type District,
  mineSites,
  officeBuildings,
  type Place,
  places,
  streets,
  worksStreets,
} from './customers.demo-places.js';

export interface DemoContact {
  name: string;
  post: string;
  telephone: string;
  email: string;
}

export interface DemoCustomer extends Omit<DemoEnterprise, 'site' | 'posts'> {
  kind: CustomerKind;
  profession: Profession | null;
  label: Label;
  creditCode: string;
  legalRepresentative: string;
  province: string;
  city: string;
  address: string;
  postalCode: string;
  telephone: string;
  fax: string | null;
  webAddress: string | null;
  contacts: DemoContact[];
}

/** Of a hundred customers 30 are PUBLIC, 35 INTERNAL, 23 CONFIDENTIAL, 8 SECRET, 4 TOP_SECRET: each label's upper bound. */
const labelBounds: readonly (readonly [Label, percent: number])[] = [
  [Label.PUBLIC, 30],
  [Label.INTERNAL, 65],
  [Label.CONFIDENTIAL, 88],
  [Label.SECRET, 96],
  [Label.TOP_SECRET, 100],
];

const professions = Object.values(Profession);

/** Every seventh is a special customer, of each profession in turn. */
const professionOf = (index: number): Profession | null =>
  index % 7 === 3 ? professions[Math.floor(index / 7) % professions.length]! : null;

/** The shares exactly, as far as the count allows, in random order. */
function labelsFor(count: number, random: Random): Label[] {
  const labelAt = (percent: number): Label => labelBounds.find(([, bound]) => percent < bound)![0];
  const inOrder = Array.from({ length: count }, (_, index) => labelAt(((index + 0.5) / count) * 100));
  return shuffled(random, inOrder);
}

function districtOf(random: Random, place: Place, site: DemoEnterprise['site']): District {
  const outer = place.districts.at(-1)!;
  return site === 'office' && place.districts.length > 1 ? pick(random, place.districts.slice(0, -1)) : outer;
}

function addressOf(random: Random, place: Place, district: District, site: DemoEnterprise['site']): string {
  const city = place.province === place.city ? place.city : `${place.province}${place.city}`;
  if (site === 'mine') return `${city}${district.name}${pick(random, mineSites)}`;
  const house = `${between(random, 1, 268)}号`;
  if (site === 'works') return `${city}${district.name}${pick(random, worksStreets)}${house}`;
  const room = `${between(random, 2, 26)}${String(between(random, 1, 18)).padStart(2, '0')}室`;
  return `${city}${district.name}${pick(random, streets)}${house}${pick(random, officeBuildings)}${pick(random, ['', 'A座', 'B座'])}${room}`;
}

function contactsOf(random: Random, posts: readonly string[], domain: string, landline: string, notThis: string) {
  const people = new Set<string>();
  const count = pick(random, [1, 1, 1, 2, 2, 3]);
  while (people.size < count) {
    const name = personName(random);
    if (name !== notThis) people.add(name);
  }
  const theirPosts = shuffled(random, posts);
  return [...people].map((name, index) => ({
    name,
    post: theirPosts[index]!,
    telephone: random() < 0.8 ? mobile(random) : landline,
    email: `${latinName(name)}@${domain}`,
  }));
}

/** Gives each value once: the second time it is asked for with a number after it. */
function once(taken: Set<string>, wanted: string): string {
  let given = wanted;
  for (let number = 2; taken.has(given); number++) given = `${wanted}${number}`;
  taken.add(given);
  return given;
}

/**
 * Invented customers, the same for the same random numbers: names, codes and web addresses are unique, region, postal
 * and area code are those of the city. Meant for hundreds, good for some ten thousand.
 */
export function demoCustomers(count: number, random: Random): DemoCustomer[] {
  const names = new Set<string>();
  const codes = new Set<string>();
  const domains = new Set<string>();

  function customer(label: Label, profession: Profession | null): DemoCustomer {
    const place = pick(random, places);
    const itsMark = mark(random);
    const { site, posts, ...enterprise } = profession
      ? specialEnterprise(random, place, itsMark, profession)
      : generalEnterprise(random, place, itsMark);
    const district = districtOf(random, place, site);
    const code = creditCode(
      random,
      place,
      district,
      Number(enterprise.foundedOn.slice(0, 4)),
      profession === Profession.LAWYER,
    );
    if (names.has(enterprise.name) || codes.has(code)) return customer(label, profession);
    names.add(enterprise.name);
    codes.add(code);

    const domain = `${once(domains, initials(shortCity(place)) + latin(itsMark))}.example`;
    const [landline, fax] = landlines(random, place);
    const legalRepresentative = personName(random);
    const isSmall = (enterprise.capitalAmount ?? Number.POSITIVE_INFINITY) <= 1_000_000;
    return {
      ...enterprise,
      kind: profession ? CustomerKind.SPECIAL : CustomerKind.GENERAL,
      profession,
      label,
      creditCode: code,
      legalRepresentative,
      province: place.province,
      city: place.city,
      address: addressOf(random, place, district, site),
      postalCode: district.postalCode,
      telephone: isSmall && random() < 0.6 ? mobile(random) : landline,
      fax: !isSmall && random() < 0.65 ? fax : null,
      webAddress: !isSmall && random() < 0.75 ? `https://www.${domain}` : null,
      contacts: contactsOf(random, posts, domain, landline, legalRepresentative),
    };
  }

  return labelsFor(count, random).map((label, index) => customer(label, professionOf(index)));
}
