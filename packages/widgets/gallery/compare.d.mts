export const TOLERANCE: { threshold: number; share: number };
export function compare(expected: Buffer, actual: Buffer): { share: number; difference: Buffer | null; what: string };
