-- AlterTable
ALTER TABLE "Checkout" ADD COLUMN     "amountDiscount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "amountRefunded" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "amountTax" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "amountTotal" INTEGER,
ADD COLUMN     "fee" INTEGER,
ADD COLUMN     "feeCurrency" TEXT,
ADD COLUMN     "paidAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Checkout_courseId_paidAt_idx" ON "Checkout"("courseId", "paidAt");

-- CreateIndex
CREATE INDEX "Checkout_state_idx" ON "Checkout"("state");

-- What was paid before this could be told: the price it was quoted at, or what a discount left of it.
UPDATE "Checkout" SET "amountTotal" = "amount", "paidAt" = "updatedAt" WHERE "state" IN ('paid', 'refunded', 'disputed');

ALTER TABLE "Checkout" ADD CONSTRAINT "Checkout_amountTotal_check" CHECK ("amountTotal" >= 0);
ALTER TABLE "Checkout" ADD CONSTRAINT "Checkout_amountDiscount_check" CHECK ("amountDiscount" >= 0);
ALTER TABLE "Checkout" ADD CONSTRAINT "Checkout_amountTax_check" CHECK ("amountTax" >= 0);
ALTER TABLE "Checkout" ADD CONSTRAINT "Checkout_amountRefunded_check" CHECK ("amountRefunded" >= 0);
