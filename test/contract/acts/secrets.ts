/** What must never stand in the trail. */

export const LAN = { username: 'lan', password: 'mật khẩu của Lan 2026' };
export const SECRETS = {
  lan: LAN.password,
  changed: 'mật khẩu sau khi đổi 2026',
  authorization: 'Bearer khoa-cua-nguon',
  database: 'mật khẩu cơ sở dữ liệu',
  query: 'khoa-trong-dia-chi',
  client: 'bí mật của máy khách 2026',
  model: 'khoa-cua-mo-hinh-2026',
  mail: 'mật khẩu của máy chủ thư 2026',
} as const;
