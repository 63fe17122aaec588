/**
 * Seeded randomness: the same seed gives the same numbers on every machine. Separate streams by name, so
 * that drawing more in one part of the sample does not change another.
 */

/** Uniform draws and what is made of them. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, n). */
  below(n: number): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** True with probability p. */
  chance(p: number): boolean;
  /** Standard normal. */
  normal(): number;
  /** Exponential with the given mean. */
  exponential(mean: number): number;
}

/** 32-bit FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  return h >>> 0;
}

/** The stream called `name` of a seed: xoshiro128** (Blackman and Vigna 2018), filled from a mixed counter. */
export function randomStream(seed: string, name: string): Random {
  let mixing = hash(`${seed}\u0000${name}`);
  function mixed(): number {
    mixing = (mixing + 0x9e3779b9) >>> 0;
    let z = mixing;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  }
  let a = mixed();
  let b = mixed();
  let c = mixed();
  let d = mixed() | 1;

  function next(): number {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result / 0x1_0000_0000;
  }
  const random: Random = {
    next,
    below: (n) => Math.floor(next() * n),
    between: (low, high) => low + next() * (high - low),
    chance: (p) => next() < p,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
  };
  return random;
}

/** Draws indexes in proportion to weights. */
export function weightedDraw(weights: readonly number[]): (random: Random) => number {
  let sum = 0;
  const upTo = weights.map((w) => (sum += w));
  return (random) => {
    const x = random.next() * sum;
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (x < (upTo[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** Puts a list in random order, in place. */
export function shuffle<T>(list: T[], random: Random): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const x = list[i] as T;
    list[i] = list[j] as T;
    list[j] = x;
  }
  return list;
}

/** Whole numbers in proportion to weights that sum exactly to `total` (largest remainder). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((s, w) => s + w, 0);
  const shares = weights.map((w) => (sum > 0 ? (total * w) / sum : 0));
  const whole = shares.map(Math.floor);
  const left = total - whole.reduce((s, n) => s + n, 0);
  const byRemainder = shares
    .map((share, i) => ({ i, remainder: share - Math.floor(share) }))
    .sort((x, y) => y.remainder - x.remainder || x.i - y.i);
  for (let k = 0; k < left; k++) {
    const i = byRemainder[k % byRemainder.length]?.i ?? 0;
    whole[i] = (whole[i] ?? 0) + 1;
  }
  return whole;
}
