/** An Electron that can be started. */
export interface Runtime {
  readonly executable: string;
  /** `official`: the Electron named in package.json. `carried`: the older one found in the package registry. */
  readonly kind: 'official' | 'carried';
}
