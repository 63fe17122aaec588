/** A version of the product as it is handed on: every file by its digest, and a signature over the whole list. */
import { z } from 'zod';
import { instantText } from './answers.ts';

/** Names of what an update's folder (or address) holds; its files lie below `files/`, each named by its SHA-256. */
export const RELEASE_FILES = {
  manifest: 'manifest.json',
  signature: 'manifest.sig',
  content: 'files',
} as const;

/** A path inside a version: relative, downwards only, with `/` between its parts. */
const innerPath = z
  .string()
  .min(1)
  .max(400)
  .refine((path) => path.split('/').every((part) => !/^\.{0,2}$/.test(part)) && !/[\\\0:]/.test(path), {
    error: 'must be a relative path without empty parts, "." or ".."',
  });

export const releaseFile = z.strictObject({
  path: innerPath,
  /** SHA-256 in lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes. */
  size: z.int().min(0),
  /** Whether it may be run. */
  runs: z.boolean(),
});
export type ReleaseFile = z.infer<typeof releaseFile>;

export const versionText = z.string().regex(/^(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}$/, {
  error: 'must be three numbers, such as 1.2.3',
});

export const releaseManifest = z
  .strictObject({
    format: z.literal(1),
    product: z.literal('ioc-wall'),
    version: versionText,
    /** System and processor, such as `linux-x64`. */
    platform: z.string().regex(/^[a-z0-9]+-[a-z0-9]+$/),
    /** Number of the database's schema that it writes. */
    schema: z.int().min(0),
    /** When it was made. */
    made: instantText,
    /** What is new, in a few lines, for whoever decides about it. */
    notes: z.string().max(4000),
    files: z.array(releaseFile).min(1),
  })
  .refine(({ files }) => new Set(files.map(({ path }) => path)).size === files.length, {
    error: 'names a file twice',
    path: ['files'],
  });
export type ReleaseManifest = z.infer<typeof releaseManifest>;

/** Orders versions: negative when `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let part = 0; part < 3; part += 1) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What the shell tells its keeper every few seconds, and when it changes, on its standard output, one line each. */
export const pulse = z.object({
  pulse: z.object({
    version: z.string(),
    /** Windows that hang on monitors. */
    windows: z.int().min(0),
    /** Those of them that paint what they are to show, and owe nothing. */
    painting: z.int().min(0),
    /** Those of them with figures on them. */
    figures: z.int().min(0),
    /** Whether the engine answers. */
    engine: z.boolean(),
    /** Whether the engine refuses to run for a reason that starting it again does not mend. */
    refused: z.boolean(),
  }),
});
export type Pulse = z.infer<typeof pulse>['pulse'];

/** Lies in the data folder while a new version is on trial: until it is gone the engine takes nothing in. */
export const TRIAL_FILE = '.trial';
