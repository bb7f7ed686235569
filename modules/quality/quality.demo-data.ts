import { between, pick, pickWeighted, type Random, shuffled } from '../../src/random.js';
import { type DefectCause, FeedbackStatus, FeedbackVerdict, type Severity } from './feedback.enums.js';
import { type Defect, machines, type Product } from './quality.demo-machines.js';
import { reagents } from './quality.demo-reagents.js';

export interface DemoFeedback<Customer> {
  customer: Customer;
  /** Product and model. */
  product: string;
  lot: string;
  report: string;
  severity: Severity;
  status: FeedbackStatus;
  /** `YYYY-MM-DD`. */
  reportedOn: string;
  /** Of a form that has been investigated. */
  finding: string | null;
  verdict: FeedbackVerdict | null;
  /** Of a form that was found true. */
  cause: DefectCause | null;
}

/** The older a report is, the further it has come. */
const statusByAge: readonly { upToDays: number; shares: Partial<Record<FeedbackStatus, number>> }[] = [
  { upToDays: 7, shares: { REPORTED: 80, INVESTIGATING: 20 } },
  { upToDays: 30, shares: { REPORTED: 10, INVESTIGATING: 55, TRUE: 20, UNTRUE: 15 } },
  { upToDays: 90, shares: { INVESTIGATING: 12, TRUE: 40, UNTRUE: 20, CLOSED: 28 } },
  { upToDays: 365, shares: { TRUE: 8, UNTRUE: 22, CLOSED: 70 } },
];

function statusAfter(random: Random, days: number): FeedbackStatus {
  const { shares } = statusByAge.find(({ upToDays }) => days <= upToDays)!;
  return pickWeighted(random, Object.entries(shares) as [FeedbackStatus, number][]);
}

function findingOf(status: FeedbackStatus, { cause, remedy, otherCause }: Defect): string | null {
  if (status === FeedbackStatus.TRUE) return cause;
  if (status === FeedbackStatus.UNTRUE) return otherCause;
  return status === FeedbackStatus.CLOSED ? `${cause}${remedy}` : null;
}

function verdictOf(status: FeedbackStatus): FeedbackVerdict | null {
  if (status === FeedbackStatus.UNTRUE) return FeedbackVerdict.UNTRUE;
  return status === FeedbackStatus.TRUE || status === FeedbackStatus.CLOSED ? FeedbackVerdict.TRUE : null;
}

const dateBefore = (today: Date, days: number): string =>
  new Date(today.getTime() - days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

const titleOf = (product: Product, model: string): string =>
  machines.includes(product) ? `${model} ${product.name}` : `${product.name} ${model}`;

/** The number on a machine's plate or the batch of a reagent, made some time before it was complained of. */
function lotOf(random: Random, product: Product, today: Date, reportedDaysAgo: number): string {
  const isMachine = machines.includes(product);
  const madeOn = dateBefore(today, reportedDaysAgo + (isMachine ? between(random, 60, 400) : between(random, 12, 110)));
  const [year, month, day] = madeOn.split('-') as [string, string, string];
  return isMachine
    ? `${year.slice(2)}${month}-${String(between(random, 1, 86)).padStart(3, '0')}`
    : `${year}${month}${day}-${String(between(random, 1, 6)).padStart(2, '0')}`;
}

/** All that a customer of that name may complain of, in random order. */
function complaints(random: Random, customerName: string): [Product, Defect][] {
  const products = [...machines, ...reagents];
  const bought = products.filter(({ buyers }) => buyers.test(customerName));
  const all = (bought.length > 0 ? bought : products).flatMap((product) =>
    product.defects.map((defect): [Product, Defect] => [product, defect]),
  );
  return shuffled(random, all);
}

// Six customers in seven are general ones, and two in five of all report something.
const dissatisfiedShare = 0.4 / (6 / 7);

/**
 * What customers reported about products in the twelve months before `today`, oldest first; the same for the same
 * random numbers and day. Special customers buy nothing: they report nothing.
 */
export function demoFeedback<Customer extends { name: string; kind: string }>(
  customers: readonly Customer[],
  random: Random,
  today: Date,
): DemoFeedback<Customer>[] {
  const dissatisfied = customers.filter(({ kind }) => kind === 'GENERAL' && random() < dissatisfiedShare);
  const feedback = dissatisfied.flatMap((customer) => {
    const count = pick(random, [1, 1, 1, 1, 2, 2, 2, 3, 3, 4]);
    const theirs = complaints(random, customer.name).slice(0, count);
    return theirs.map(([product, defect]) => {
      const daysAgo = Math.floor(random() ** 1.3 * 365);
      const status = statusAfter(random, daysAgo);
      return {
        customer,
        product: titleOf(product, pick(random, product.models)),
        lot: lotOf(random, product, today, daysAgo),
        report: defect.report((from, to) => between(random, from, to)),
        severity: defect.severity,
        status,
        reportedOn: dateBefore(today, daysAgo),
        finding: findingOf(status, defect),
        verdict: verdictOf(status),
        cause: verdictOf(status) === FeedbackVerdict.TRUE ? defect.kind : null,
      };
    });
  });
  return feedback.sort((one, other) => one.reportedOn.localeCompare(other.reportedOn));
}
