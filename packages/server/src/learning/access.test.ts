import { describe, expect, it } from "vitest";

import { UnauthenticatedError } from "../http/errors.js";
import type { Learner } from "../identity/actor.js";
import { accessTo, type CourseStanding, requireAccess } from "./access.js";
import { LockedError } from "./errors.js";

const learner: Learner = { userId: "host:1", isGuest: false, role: "learner", email: null };
const nothing: CourseStanding = { authorId: "host:author", price: 4900, purchase: null, isPaymentProcessing: false };
const bought = (status: "paid" | "refunded" | "disputed", isEnrolment = false): CourseStanding => ({
  ...nothing,
  purchase: { status, isEnrolment },
});

describe("accessTo", () => {
  it.each<[string, Learner | null, CourseStanding, boolean, string]>([
    ["anonymous", null, nothing, false, "signed_out"],
    ["anonymous, free preview", null, nothing, true, "free"],
    ["anonymous, free course", null, { ...nothing, price: 0 }, false, "signed_out"],
    ["not bought", learner, nothing, false, "not_purchased"],
    ["not bought, free preview", learner, nothing, true, "free"],
    ["not for sale", learner, { ...nothing, price: null }, false, "not_purchased"],
    ["free course, not enrolled", learner, { ...nothing, price: 0 }, false, "not_enrolled"],
    ["bought", learner, bought("paid"), false, "purchased"],
    ["enrolled", learner, bought("paid", true), false, "free"],
    ["refunded", learner, bought("refunded"), false, "refunded"],
    ["disputed", learner, bought("disputed"), false, "disputed"],
    ["refunded, free preview", learner, bought("refunded"), true, "free"],
    ["refunded, course free since", learner, { ...bought("refunded"), price: 0 }, false, "not_enrolled"],
    ["processing", learner, { ...nothing, isPaymentProcessing: true }, false, "payment_processing"],
    [
      "refunded, paying again",
      learner,
      { ...bought("refunded"), isPaymentProcessing: true },
      false,
      "payment_processing",
    ],
    ["bought, paying again", learner, { ...bought("paid"), isPaymentProcessing: true }, false, "purchased"],
    ["author", { ...learner, userId: "host:author", role: "author" }, nothing, false, "author"],
    ["author without the role in the token", { ...learner, userId: "host:author" }, nothing, false, "author"],
    ["another author", { ...learner, role: "author" }, nothing, false, "not_purchased"],
    ["admin", { ...learner, role: "admin" }, nothing, false, "author"],
    ["author of a course that is bought", { ...learner, userId: "host:author" }, bought("refunded"), false, "author"],
  ])("%s: %#", (_, who, standing, isFreePreview, expected) => {
    const decision = accessTo({ learner: who, standing, isFreePreview });
    expect(decision.isGranted ? decision.access : decision.reason).toBe(expected);
    expect(decision.isGranted).toBe(["free", "purchased", "author"].includes(expected));
  });
});

describe("requireAccess", () => {
  it("asks nobody to sign in who is, and says why", () => {
    expect(() => requireAccess({ isGranted: false, reason: "signed_out" })).toThrow(UnauthenticatedError);
    expect(() => requireAccess({ isGranted: false, reason: "refunded" })).toThrow(new LockedError("refunded"));
    expect(() => requireAccess({ isGranted: true, access: "free" })).not.toThrow();
  });
});
