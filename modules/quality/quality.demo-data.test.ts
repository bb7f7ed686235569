import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../src/random.js';
import { FeedbackStatus, Severity } from './feedback.enums.js';
import { demoFeedback } from './quality.demo-data.js';

const trades = ['矿业', '煤业', '化工贸易', '矿山机械', '律师事务所', '新型建材', '环保科技'];
const customers = Array.from({ length: 350 }, (_, index) => ({
  name: `第${index}${trades[index % 7]}有限公司`,
  kind: index % 7 === 4 ? 'SPECIAL' : 'GENERAL',
}));
const today = new Date('2026-03-01T23:30:00Z');
const feedback = demoFeedback(customers, mulberry32(5), today);

describe('demo feedback', () => {
  it('is the same for the same seed and day', () => {
    expect(demoFeedback(customers, mulberry32(5), today)).toEqual(feedback);
    expect(demoFeedback(customers, mulberry32(6), today)).not.toEqual(feedback);
  });

  it('comes from about two customers in five, one to four pieces from each, none from special ones', () => {
    const counts = Map.groupBy(feedback, ({ customer }) => customer);
    expect(counts.size / customers.length).toBeGreaterThan(0.33);
    expect(counts.size / customers.length).toBeLessThan(0.47);
    expect(new Set([...counts.values()].map(({ length }) => length))).toEqual(new Set([1, 2, 3, 4]));
    expect(feedback.filter(({ customer }) => customer.kind === 'SPECIAL')).toEqual([]);
  });

  it('has all states and severities', () => {
    expect(new Set(feedback.map(({ status }) => status))).toEqual(
      new Set(['REPORTED', 'INVESTIGATING', 'TRUE', 'UNTRUE', 'CLOSED']),
    );
    expect(new Set(feedback.map(({ severity }) => severity))).toEqual(new Set(Object.values(Severity)));
  });

  it('has a finding exactly when it has been investigated', () => {
    const open = [FeedbackStatus.REPORTED, FeedbackStatus.INVESTIGATING];
    for (const { finding, status } of feedback) expect(finding === null).toBe(open.includes(status));
  });

  it('is of the last twelve months in Shanghai, oldest first, about what was made before', () => {
    const dates = feedback.map(({ reportedOn }) => reportedOn);
    expect(dates).toEqual(dates.toSorted());
    expect(dates[0]! >= '2025-03-02' && dates.at(-1)! <= '2026-03-02').toBe(true);
    for (const { lot, reportedOn } of feedback) {
      const made = lot.includes('-0') && lot.length === 8 ? `20${lot.slice(0, 4)}` : lot.slice(0, 6);
      expect(made <= reportedOn.replaceAll('-', '').slice(0, 6), `${lot} ${reportedOn}`).toBe(true);
    }
  });

  it('says nothing twice about one customer', () => {
    const said = feedback.map(({ customer, report, product }) => `${customer.name} ${product} ${report}`);
    expect(new Set(said).size).toBe(said.length);
  });

  it('is about things that the customer uses: no coal reagent for a metal mine, no crusher for a chemist', () => {
    const about = (trade: string) => feedback.filter(({ customer }) => customer.name.includes(trade));
    expect(about('矿业').filter(({ product }) => product.includes('煤用'))).toEqual([]);
    expect(about('化工贸易').filter(({ product }) => product.includes('破碎机'))).toEqual([]);
    expect(about('煤业').filter(({ product }) => product.includes('黄药'))).toEqual([]);
  });
});
