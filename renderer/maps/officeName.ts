/** The number in the name of a regional office: "Phòng Thi hành án dân sự khu vực 12". */
const NUMBERED = /khu vực\s+(\d+)/iu;

/** As short as the room calls it, `KV 12`; a name without such a number stays as it is. */
export function officeName(name: string): string {
  const number = NUMBERED.exec(name.normalize('NFC'))?.[1];
  return number ? `KV ${Number(number)}` : name;
}
