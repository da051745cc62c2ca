export const TOLERANCE: { size: number; threshold: number; cells: number };
export function compare(expected: Buffer, actual: Buffer): { cells: number; difference: Buffer | null; what: string };
