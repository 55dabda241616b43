-- AlterTable
ALTER TABLE "ExamAnswer" ADD COLUMN "certainty" TEXT;
