export const pauseIcon = "M8.5 6v12M15.5 6v12";
export const previousIcon = "M6.5 6.5v11M17.5 7v10L10 12Z";
export const nextIcon = "M17.5 6.5v11M6.5 7v10L14 12Z";
export const backIcon = "M5.2 9.2A8 8 0 1 1 4 13.4M4.6 4.8v4.6h4.6";
export const forwardIcon = "M18.8 9.2A8 8 0 1 0 20 13.4M19.4 4.8v4.6h-4.6";
const speaker = "M4 9.6v4.8h3.2L12 18.5v-13L7.2 9.6Z";
export const volumeIcon = `${speaker}M15.5 9.2a4 4 0 0 1 0 5.6M18 6.7a7.6 7.6 0 0 1 0 10.6`;
export const mutedIcon = `${speaker}M16 9.7l4.6 4.6m0-4.6L16 14.3`;
export const captionsIcon =
  "M5.5 5.5h13A2 2 0 0 1 20.5 7.5v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2ZM10.8 10.4a2.2 2.2 0 1 0 0 3.2M17 10.4a2.2 2.2 0 1 0 0 3.2";
export const audioIcon = "M4 10.5v3M8 7.5v9M12 4.5v15M16 8v8M20 10.5v3";
export const settingsIcon = "M4 7.5h9.5m3.5 0h3M4 16.5h3m3.5 0H20M15.2 5.2v4.6M8.8 14.2v4.6";
export const pictureIcon = "M19.5 10V7.5a2 2 0 0 0-2-2h-12a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2H9M13 13.5h7.5v5H13Z";
export const enterFullscreenIcon = "M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15";
export const exitFullscreenIcon = "M9 4.5V9H4.5M19.5 9H15V4.5M15 19.5V15h4.5M4.5 15H9v4.5";
