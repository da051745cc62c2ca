-- CreateEnum
CREATE TYPE "PlaybackPolicy" AS ENUM ('signed', 'public');

-- CreateEnum
CREATE TYPE "VideoUploadState" AS ENUM ('waiting', 'processing', 'ready', 'failed', 'superseded');

-- CreateEnum
CREATE TYPE "VideoJobKind" AS ENUM ('delete_asset', 'delete_playback_id', 'cancel_upload');

-- DropForeignKey
ALTER TABLE "Checkout" DROP CONSTRAINT "Checkout_courseId_fkey";

-- DropForeignKey
ALTER TABLE "Purchase" DROP CONSTRAINT "Purchase_courseId_fkey";

-- AlterTable
ALTER TABLE "Attachment" ADD COLUMN     "contentType" TEXT,
ADD COLUMN     "key" TEXT,
ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sizeBytes" BIGINT;

-- AlterTable
ALTER TABLE "Chapter" ADD COLUMN     "key" TEXT,
ADD COLUMN     "tasteSeconds" INTEGER;

-- AlterTable
ALTER TABLE "Course" ADD COLUMN     "allowsManualCompletion" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "completionPercent" INTEGER,
ADD COLUMN     "key" TEXT;

-- AlterTable
ALTER TABLE "MuxData" ADD COLUMN     "policy" "PlaybackPolicy" NOT NULL DEFAULT 'signed';

-- AlterTable
ALTER TABLE "UserProgress" ADD COLUMN     "completionAt" TIMESTAMPTZ(3),
ADD COLUMN     "positionAt" TIMESTAMPTZ(3),
ADD COLUMN     "recentReports" UUID[] DEFAULT ARRAY[]::UUID[];

-- CreateTable
CREATE TABLE "VideoUpload" (
    "id" UUID NOT NULL,
    "chapterId" UUID NOT NULL,
    "muxUploadId" TEXT,
    "assetId" TEXT,
    "policy" "PlaybackPolicy" NOT NULL DEFAULT 'signed',
    "state" "VideoUploadState" NOT NULL DEFAULT 'waiting',
    "error" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VideoUpload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VideoJob" (
    "id" UUID NOT NULL,
    "kind" "VideoJobKind" NOT NULL,
    "subject" TEXT NOT NULL,
    "playbackId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,

    CONSTRAINT "VideoJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CourseCompletion" (
    "userId" TEXT NOT NULL,
    "courseId" UUID NOT NULL,
    "completedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CourseCompletion_pkey" PRIMARY KEY ("userId","courseId")
);

-- CreateIndex
CREATE UNIQUE INDEX "VideoUpload_muxUploadId_key" ON "VideoUpload"("muxUploadId");

-- CreateIndex
CREATE UNIQUE INDEX "VideoUpload_assetId_key" ON "VideoUpload"("assetId");

-- CreateIndex
CREATE INDEX "VideoUpload_chapterId_idx" ON "VideoUpload"("chapterId");

-- CreateIndex
CREATE INDEX "VideoJob_nextAttemptAt_idx" ON "VideoJob"("nextAttemptAt");

-- CreateIndex
CREATE INDEX "CourseCompletion_courseId_idx" ON "CourseCompletion"("courseId");

-- CreateIndex
CREATE INDEX "MuxData_assetsId_idx" ON "MuxData"("assetsId");

-- AddForeignKey
ALTER TABLE "VideoUpload" ADD CONSTRAINT "VideoUpload_chapterId_fkey" FOREIGN KEY ("chapterId") REFERENCES "Chapter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseCompletion" ADD CONSTRAINT "CourseCompletion_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Purchase" ADD CONSTRAINT "Purchase_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Checkout" ADD CONSTRAINT "Checkout_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Chapter" ADD CONSTRAINT "Chapter_tasteSeconds_check" CHECK ("tasteSeconds" > 0);
ALTER TABLE "Course" ADD CONSTRAINT "Course_completionPercent_check" CHECK ("completionPercent" BETWEEN 0 AND 100);
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_sizeBytes_check" CHECK ("sizeBytes" >= 0);

-- CreateTable
CREATE TABLE "UsedUpload" (
    "id" UUID NOT NULL,
    "usedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UsedUpload_pkey" PRIMARY KEY ("id")
);
