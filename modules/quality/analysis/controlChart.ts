export enum ChartKind {
  U = 'U',
  C = 'C',
}

export enum ChartSignal {
  BEYOND_LIMITS = 'BEYOND_LIMITS',
  RUN = 'RUN',
}

export interface ChartPoint {
  month: string;
  count: number;
  units: number | null;
  value: number;
  lower: number;
  centre: number;
  upper: number;
  signal: ChartSignal | null;
}

export interface Chart {
  kind: ChartKind;
  points: ChartPoint[];
}

/** So many points in a row on one side of the centre are a signal (Nelson 1984, rule 2). */
const runLength = 9;

/**
 * Shewhart chart for counts, with limits at three standard deviations (ISO 7870-2:2013, GB/T 17989.2; NIST/SEMATECH
 * e-Handbook of Statistical Methods 6.3.3.1): the u chart of reports per unit where the units of every month are known,
 * u = Σc/Σn with u ± 3·√(u/nᵢ), else the c chart of reports per month, c = Σc/k with c ± 3·√c. No limit is below 0.
 */
export function controlChart(months: readonly { month: string; count: number; units: number | null }[]): Chart {
  const hasUnits = months.length > 0 && months.every(({ units }) => units !== null && units > 0);
  const kind = hasUnits ? ChartKind.U : ChartKind.C;
  const sizeOf = ({ units }: { units: number | null }) => (hasUnits ? units! : 1);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
  const centre = months.length === 0 ? 0 : sum(months.map(({ count }) => count)) / sum(months.map(sizeOf));
  const points = months.map((one): ChartPoint => {
    const size = sizeOf(one);
    const width = 3 * Math.sqrt(centre / size);
    const value = one.count / size;
    const [lower, upper] = [Math.max(0, centre - width), centre + width];
    const signal = value > upper || value < lower ? ChartSignal.BEYOND_LIMITS : null;
    return { ...one, value, lower, centre, upper, signal };
  });
  return { kind, points: points.map((point, i) => ({ ...point, signal: point.signal ?? runUntil(points, i) })) };
}

function runUntil(points: readonly ChartPoint[], last: number): ChartSignal | null {
  const run = points.slice(last - runLength + 1, last + 1);
  if (last < runLength - 1) return null;
  const isRun = run.every(({ value, centre }) => value > centre) || run.every(({ value, centre }) => value < centre);
  return isRun ? ChartSignal.RUN : null;
}
