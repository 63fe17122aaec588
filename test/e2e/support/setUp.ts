/** A room that has just been opened: its first administrator, made with the code that the wall shows. */
import { MONITORS } from '../../../build/rig/sizes.ts';
import type { WallBridge } from '../../../electron/contract/bridge.ts';
import type { WindowSetting } from '../../../electron/contract/wall.ts';
import { type Client, client, signIn } from '../../../electron/engine/fixtures/face.ts';
import type { TestWall } from './wall.ts';

export interface SetUpWall {
  /** Address of the engine. */
  readonly url: string;
  /** What the shell shows itself to the engine by. */
  readonly wallToken: string;
  /** The first administrator, signed in. */
  readonly person: Client;
}

/** Makes the first administrator of a wall on four monitors. @throws Error where the wall shows no code or takes it not. */
export async function setUpWall(
  wall: TestWall,
  account: { readonly username: string; readonly password: string },
): Promise<SetUpWall> {
  const operations = (await wall.untilWindows(MONITORS)).at(-1);
  if (!operations) throw new Error('There is no window to ask.');
  const { engineUrl: url, wallToken } = await operations.evaluate<WindowSetting>(() =>
    (globalThis as unknown as { wall: WallBridge }).wall.setting(),
  );
  const setupCode = await operations.textContent('.setup-code');
  const made = await client(url).call('POST', '/setup', { setupCode, ...account });
  if (made.status !== 201) throw new Error(`The wall was not set up: ${made.status} ${await made.text()}`);
  return { url, wallToken, person: await signIn(url, account.username, account.password) };
}
