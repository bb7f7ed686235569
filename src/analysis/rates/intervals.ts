/** Limits of a confidence interval, in the unit of what it is of. */
export interface Limits {
  low: number;
  high: number;
}

/** Of the standard normal distribution, for 95 % on both sides. */
const z95 = 1.959_963_984_540_054;

/**
 * Limits of a proportion by the score method without continuity correction. It stays within 0 and 1 and serves for few
 * cases and for proportions near either end, where the textbook's limits fail.
 * Source: Wilson, J. Am. Stat. Assoc. 22 (1927) 209; method 3 of Newcombe, Statist. Med. 17 (1998) 857.
 */
export function wilson(cases: number, of: number, z = z95): Limits {
  if (!(of > 0) || cases < 0 || cases > of) throw new RangeError(`${cases} of ${of} is no proportion.`);
  const middle = 2 * cases + z * z;
  const reach = z * Math.sqrt(z * z + (4 * cases * (of - cases)) / of);
  const whole = 2 * (of + z * z);
  return {
    low: cases === 0 ? 0 : (middle - reach) / whole,
    high: cases === of ? 1 : (middle + reach) / whole,
  };
}

/**
 * Exact limits of the expected number of rare events of which so many were counted: never narrower than they say, even
 * for none or one. Source: Garwood, Biometrika 28 (1936) 437.
 */
export function poisson(events: number, tail = 0.025): Limits {
  if (!Number.isInteger(events) || events < 0) throw new RangeError(`${events} is no number of events.`);
  return {
    low: events === 0 ? 0 : whereGammaIs(events, tail),
    high: whereGammaIs(events + 1, 1 - tail),
  };
}

/** The x at which the lower incomplete gamma function of the shape, regularised, has the probability. */
function whereGammaIs(shape: number, probability: number): number {
  let low = 0;
  let high = shape + 10 + 10 * Math.sqrt(shape);
  for (let i = 0; i < 100; i += 1) {
    const middle = (low + high) / 2;
    if (lowerGamma(shape, middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Regularised lower incomplete gamma function for whole shapes, by its series or, from x = shape + 1 on, its continued fraction. */
function lowerGamma(shape: number, x: number): number {
  if (x <= 0) return 0;
  const scale = Math.exp(shape * Math.log(x) - x - logFactorial(shape - 1));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; term > sum * 1e-16; n += 1) {
      term *= x / (shape + n);
      sum += term;
    }
    return scale * sum;
  }
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 100_000; n += 1) {
    const a = n * (shape - n);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return 1 - scale * fraction;
}

function logFactorial(n: number): number {
  if (n < 256) {
    let sum = 0;
    for (let i = 2; i <= n; i += 1) sum += Math.log(i);
    return sum;
  }
  // Stirling's series: its error is below 1e-17 from here on.
  return (n + 0.5) * Math.log(n) - n + Math.log(2 * Math.PI) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
}
