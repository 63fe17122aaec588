/** The few words the shell itself shows. Everything else on the wall is the wall's. */
import type { Role } from '../contract/live.ts';

export type Locale = 'vi' | 'en';

interface Words {
  roles: Record<Role, string>;
  spare: string;
  monitor: string;
  engineFault: string;
  engineFaultDetail: string;
  engineCause: string;
  engineRetry: string;
  windowFault: string;
  windowFaultDetail: string;
  windowRetry: (seconds: number) => string;
  call: string;
  callAdministrator: string;
}

export const WORDS: Record<Locale, Words> = {
  vi: {
    roles: {
      statistics: 'Thống kê thời gian thực',
      map: 'Bản đồ',
      trends: 'Xu hướng',
      operations: 'Điều hành',
    },
    spare: 'Màn hình dự phòng',
    monitor: 'Màn hình',
    engineFault: 'Bộ máy dữ liệu chưa chạy được',
    engineFaultDetail: 'Số liệu đã nhận vẫn được giữ trên máy này. Chưa có số liệu nào bị mất.',
    engineCause: 'Nguyên nhân, ghi nguyên văn cho người quản trị:',
    engineRetry: 'Hệ thống tự thử lại mỗi 30 giây. Màn hình sẽ trở lại khi nguyên nhân được khắc phục.',
    windowFault: 'Màn hình này tạm nghỉ',
    windowFaultDetail:
      'Trang hiển thị đã dừng nhiều lần liên tiếp. Số liệu và các màn hình khác không bị ảnh hưởng.',
    windowRetry: (seconds) => `Hệ thống tự mở lại sau ${duration(seconds, 'phút', 'giây')}.`,
    call: 'Cần hỗ trợ, xin gọi',
    callAdministrator: 'người quản trị hệ thống',
  },
  en: {
    roles: {
      statistics: 'Real-time statistics',
      map: 'Map',
      trends: 'Trends',
      operations: 'Operations',
    },
    spare: 'Spare monitor',
    monitor: 'Monitor',
    engineFault: 'The data engine cannot run',
    engineFaultDetail: 'The figures received so far are kept on this machine. Nothing has been lost.',
    engineCause: 'The cause, in its own words for the administrator:',
    engineRetry: 'The system tries again every 30 seconds. The wall returns once the cause is removed.',
    windowFault: 'This monitor is resting',
    windowFaultDetail:
      'Its page has stopped several times in a row. The figures and the other monitors are not affected.',
    windowRetry: (seconds) => `The system opens it again in ${duration(seconds, 'min', 's')}.`,
    call: 'For help call',
    callAdministrator: 'the system administrator',
  },
};

/** A duration in whole minutes from a minute on, in seconds below. */
function duration(seconds: number, minute: string, second: string): string {
  return seconds >= 60 ? `${Math.round(seconds / 60)} ${minute}` : `${seconds} ${second}`;
}
