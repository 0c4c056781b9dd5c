// The book's icons: 24 × 24, flat; class `fi` is filled, `st` stroked, `th` stroked thick (styles/base.css draws them).

export const paths = {
  run: '<path class="fi" d="M6 3.5v17L20.5 12z"/>',
  pause: '<path class="fi" d="M5 4h5v16H5zM14 4h5v16h-5z"/>',
  step: '<path class="fi" d="M3.5 4v16L15 12zM16.5 4h4v16h-4z"/>',
  back: '<path class="fi" d="M20.5 4v16L9 12zM3.5 4h4v16h-4z"/>',
  rewind: '<path class="fi" d="M21 4v16L12.5 12zM12.5 4v16L4 12zM2.5 4h2.5v16h-2.5z"/>',
  reset: '<path class="st" d="M5.5 8.5A8 8 0 1 1 4 13.5M5 3v6h6"/>',
  undo: '<path class="st" d="M9 4.5 4 9.5l5 5M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-4"/>',
  share: '<path class="st" d="M10 14.5 20 4.5M13.5 4H20.5V11M17 14v6H4V7h6"/>',
  table: '<path class="st" d="M3.5 4.5h17v15h-17zM3.5 9.5h17M3.5 14.5h17M10 9.5v10"/>',
  download: '<path class="st" d="M12 3v12M6.5 10 12 15.5 17.5 10M4 20.5h16"/>',
  expand: '<path class="st" d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>',
  shrink: '<path class="st" d="M9 4v5H4M15 4v5h5M20 15h-5v5M4 15h5v5"/>',
  print: '<path class="st" d="M7 8V3.5h10V8M7 17H3.5V8.5h17V17H17M7 13.5h10v7H7z"/>',
  pin: '<path class="fi" d="M8 3h8v2l-1.5 1v5l3.5 3v2.2h-5V22h-2v-5.8H6V14l3.5-3V6L8 5z"/>',
  menu: '<path class="st" d="M3 6h18M3 12h18M3 18h18"/>',
  previous: '<path class="st" d="M21 12H4M11 4.5 3.5 12 11 19.5"/>',
  next: '<path class="st" d="M3 12h17M13 4.5 20.5 12 13 19.5"/>',
  up: '<path class="st" d="M12 21V4M4.5 11 12 3.5 19.5 11"/>',
  yes: '<path class="st th" d="M4 12.5 10 18.5 20.5 5.5"/>',
  no: '<path class="st th" d="M5 5 19 19M19 5 5 19"/>',
  close: '<path class="st" d="M5 5 19 19M19 5 5 19"/>',
  plus: '<path class="st" d="M5 12h14M12 5v14"/>',
  minus: '<path class="st" d="M5 12h14"/>',
  hint: '<path class="st" d="M9 21h6M9 17.5h6M8.5 17.5c0-3-3-4.2-3-8a6.5 6.5 0 0 1 13 0c0 3.8-3 5-3 8"/>',
  pencil: '<path class="st" d="M4 20l1.2-5L16.5 3.7 20.3 7.5 9 18.8zM14 6.2l3.8 3.8"/>',
  clock: '<circle class="st" cx="12" cy="12" r="8.5"/><path class="st" d="M12 6.5V12l4 2.5"/>',
  die: '<path class="st" d="M3.5 3.5h17v17h-17z"/><circle class="fi" cx="7.5" cy="7.5" r="1.8"/><circle class="fi" cx="16.5" cy="7.5" r="1.8"/><circle class="fi" cx="12" cy="12" r="1.8"/><circle class="fi" cx="7.5" cy="16.5" r="1.8"/><circle class="fi" cx="16.5" cy="16.5" r="1.8"/>',
} as const;

export type IconName = keyof typeof paths;
