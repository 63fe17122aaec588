/** What the product is called wherever a system asks for it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { inProject } from '../paths.ts';

export const PRODUCT = {
  /** Name of packages, users, folders and programs. */
  name: 'ioc-wall',
  title: 'IOC Wall',
  appId: 'vn.ioc-wall',
  maintainer: 'IOC Wall <maintainers@ioc-wall.example>',
  homepage: 'https://ioc-wall.example',
} as const;

const about = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  description: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
});
export type About = z.infer<typeof about>;

/** package.json of the project. Throws when a field is missing or the version is not of the form 1.2.3. */
export function aboutProject(): About {
  return about.parse(JSON.parse(readFileSync(inProject('package.json'), 'utf8')));
}
