/** How the wall calls whoever did something: a paired device by the name it was given. */
export function nameOfBy(by: string): string {
  return by.replace(/^device:/, '');
}
