export const playIcon = "M8.5 5.6v12.8L18.5 12Z";
export const tickIcon = "m6.5 12.6 3.7 3.7 7.3-8";
export const lockIcon =
  "M7 11h10a1.5 1.5 0 0 1 1.5 1.5v6A1.5 1.5 0 0 1 17 20H7a1.5 1.5 0 0 1-1.5-1.5v-6A1.5 1.5 0 0 1 7 11ZM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11";
