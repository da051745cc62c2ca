/** An export that was not begun, or could not be; the message says what to do. Nothing has changed. */
export class ExportRefusedError extends Error {}
