-- AlterTable
ALTER TABLE "Draft" ADD COLUMN "start" JSONB;

-- CreateTable
CREATE TABLE "DraftVersion" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "learnerId" TEXT NOT NULL,
    "labId" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "savedAt" DATETIME NOT NULL,
    CONSTRAINT "DraftVersion_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "DraftVersion_learnerId_labId_idx" ON "DraftVersion"("learnerId", "labId");
