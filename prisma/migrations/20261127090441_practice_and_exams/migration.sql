-- AlterTable
ALTER TABLE "QuizAnswer" ADD COLUMN "certainty" TEXT;
ALTER TABLE "QuizAnswer" ADD COLUMN "seconds" INTEGER;

-- CreateTable
CREATE TABLE "Preference" (
    "learnerId" TEXT NOT NULL PRIMARY KEY,
    "examAt" DATETIME,
    "dailyLimit" INTEGER,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Preference_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExamSitting" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "learnerId" TEXT NOT NULL,
    "clientKey" TEXT NOT NULL,
    "examId" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "places" JSONB NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "submittedAt" DATETIME,
    CONSTRAINT "ExamSitting_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExamAnswer" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sittingId" TEXT NOT NULL,
    "clientKey" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "answer" JSONB NOT NULL,
    "flagged" BOOLEAN NOT NULL,
    "mark" REAL NOT NULL,
    "misconceptions" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "ExamAnswer_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "ExamSitting" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "ExamSitting_learnerId_clientKey_key" ON "ExamSitting"("learnerId", "clientKey");

-- CreateIndex
CREATE UNIQUE INDEX "ExamAnswer_sittingId_clientKey_key" ON "ExamAnswer"("sittingId", "clientKey");
