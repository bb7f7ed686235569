import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { Label } from '../../src/access/labels.js';
import { mulberry32 } from '../../src/random.js';
import { isCreditCode } from './creditCode.js';
import { CustomerKind, Profession } from './customer.entity.js';
import { demoCustomers } from './customers.demo-data.js';
import { eightDigitAreaCodes, places } from './customers.demo-places.js';

const customers = demoCustomers(300, mulberry32(20));
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);
const placeOf = (city: string) => places.find((place) => place.city === city)!;

describe('demo customers', () => {
  it('are the same for the same seed and others for another', () => {
    expect(demoCustomers(300, mulberry32(20))).toEqual(customers);
    expect(demoCustomers(300, mulberry32(21))[0]).not.toEqual(customers[0]);
  });

  it('have names, credit codes and web addresses of their own, in thousands too', () => {
    const many = demoCustomers(3000, mulberry32(7));
    expect(repeated(many.map(({ name }) => name))).toEqual([]);
    expect(repeated(many.map(({ creditCode }) => creditCode))).toEqual([]);
    expect(repeated(many.flatMap(({ webAddress }) => webAddress ?? []))).toEqual([]);
    expect(repeated(many.flatMap(({ contacts }) => contacts.map(({ email }) => email)))).toEqual([]);
  });

  it.each([
    [Label.PUBLIC, 90],
    [Label.INTERNAL, 105],
    [Label.CONFIDENTIAL, 69],
    [Label.SECRET, 24],
    [Label.TOP_SECRET, 12],
  ])('of 300 with the label %s: %i', (label, count) => {
    expect(customers.filter((customer) => customer.label === label)).toHaveLength(count);
  });

  it('have every label among as few as 25', () => {
    expect(new Set(demoCustomers(25, mulberry32(1)).map(({ label }) => label))).toEqual(new Set(Object.values(Label)));
  });

  it('have a profession if special, each of them present, and none if general', () => {
    for (const { kind, profession } of customers) expect(profession !== null).toBe(kind === CustomerKind.SPECIAL);
    const professions = new Set(customers.map(({ profession }) => profession));
    expect(professions).toEqual(new Set([null, ...Object.values(Profession)]));
  });

  it('have a valid credit code of their own region', () => {
    for (const { creditCode, city } of customers) {
      const [begin, region] = [creditCode.slice(0, 2), creditCode.slice(2, 8)];
      expect(isCreditCode(creditCode), creditCode).toBe(true);
      expect(['91', '31']).toContain(begin);
      const prefix = placeOf(city).districts[0]!.regionCode.slice(0, 2);
      expect(region.slice(0, 2)).toBe(prefix);
    }
  });

  it('have address, postal code and area code of one place', () => {
    for (const { province, city, address, postalCode, telephone, fax, name } of customers) {
      const place = placeOf(city);
      const within = province === city ? city : province + city;
      const district = place.districts.find((one) => address.startsWith(within + one.name));
      expect(place.province).toBe(province);
      expect(district?.postalCode, address).toBe(postalCode);
      for (const number of [telephone, fax].flatMap((one) => (one?.includes('-') ? one : []))) {
        const [areaCode, local] = number.split('-') as [string, string];
        expect(areaCode, name).toBe(place.areaCode);
        expect(local).toMatch(eightDigitAreaCodes.has(areaCode) ? /^[2-8]\d{7}$/ : /^[2-8]\d{6}$/);
      }
    }
  });

  it('name nobody who can be reached: example domains, mobile numbers that are not in use', () => {
    for (const { webAddress, contacts, telephone } of customers) {
      if (webAddress) expect(webAddress).toMatch(/^https:\/\/www\.[a-z0-9]+\.example$/);
      for (const { email } of contacts) expect(email).toMatch(/^[a-z]+@[a-z0-9]+\.example$/);
      for (const number of [telephone, ...contacts.map((one) => one.telephone)]) {
        if (!number.includes('-')) expect(number).toMatch(/^1(54|6[13489])\d{8}$/);
      }
    }
  });

  it('have capital unless they are branches, and were founded on a day that exists', () => {
    for (const { capitalAmount, capitalCurrency, enterpriseType, foundedOn } of customers) {
      expect(capitalAmount === null).toBe(/分公司|分所/.test(enterpriseType));
      expect(capitalCurrency === null).toBe(capitalAmount === null);
      expect(new Date(foundedOn).toISOString().slice(0, 10)).toBe(foundedOn);
      expect(foundedOn > '1993' && foundedOn < '2025').toBe(true);
    }
    expect(new Set(customers.map((one) => one.capitalCurrency)).size).toBeGreaterThan(2);
  });

  it('have one to three contacts with different names and posts', () => {
    for (const { contacts, legalRepresentative } of customers) {
      expect([1, 2, 3]).toContain(contacts.length);
      expect(repeated([legalRepresentative, ...contacts.map(({ name }) => name)])).toEqual([]);
      expect(repeated(contacts.map(({ post }) => post))).toEqual([]);
    }
  });
});

describe('places of the demo', () => {
  it('have districts whose region codes lie in the province and are told apart', () => {
    const districts = places.flatMap((place) => place.districts);
    expect(repeated(districts.map(({ regionCode }) => regionCode))).toEqual([]);
    expect(repeated(places.map(({ city }) => city))).toEqual([]);
    for (const { regionCode, postalCode, name } of districts) {
      expect(regionCode, name).toMatch(/^[1-6]\d{5}$/);
      expect(postalCode, name).toMatch(/^\d{6}$/);
    }
    for (const { districts: own, city } of places) {
      expect(new Set(own.map(({ regionCode }) => regionCode.slice(0, 4))).size, city).toBe(1);
      expect(new Set(own.map(({ postalCode }) => postalCode.slice(0, 2))).size, city).toBe(1);
    }
  });
});
