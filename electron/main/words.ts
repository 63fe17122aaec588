/** The few words the shell itself shows. Everything else on the wall is the wall's. */
import type { Role } from '../contract/live.ts';

export type Locale = 'vi' | 'en';

interface Words {
  roles: Record<Role, string>;
  spare: string;
  monitor: string;
  unlabelled: string;
  engineFault: string;
  engineRetry: string;
  windowFault: string;
  windowFaultDetail: string;
  windowRetry: string;
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
    unlabelled: 'không có nhãn',
    engineFault: 'Bộ máy dữ liệu chưa chạy được',
    engineRetry: 'Hệ thống tự thử lại mỗi 30 giây. Màn hình sẽ trở lại khi nguyên nhân được khắc phục.',
    windowFault: 'Màn hình này tạm nghỉ',
    windowFaultDetail: 'Trang hiển thị đã dừng nhiều lần liên tiếp.',
    windowRetry: 'Hệ thống tự mở lại sau một phút.',
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
    unlabelled: 'no label',
    engineFault: 'The data engine cannot run',
    engineRetry: 'The system tries again every 30 seconds. The wall returns once the cause is removed.',
    windowFault: 'This monitor is resting',
    windowFaultDetail: 'Its page has stopped several times in a row.',
    windowRetry: 'The system opens it again in a minute.',
  },
};
